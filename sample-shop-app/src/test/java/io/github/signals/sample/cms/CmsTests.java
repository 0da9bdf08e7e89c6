package io.github.signals.sample.cms;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.cms.PageController.PageResponse;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class CmsTests extends AbstractShopTests {

	@Autowired
	private SiteService sites;

	@Autowired
	private PageService pages;

	@Autowired
	private CacheManager caches;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private EntityManagerFactory entityManagerFactory;

	// S1: links
	@Test
	void aTagThatIsAddedToAPageIsHeard() {
		PageResponse page = write(false);
		this.pages.tag(page.id(), unique("tag"));
		this.pages.tag(page.id(), "again");
		this.pages.tag(page.id(), "again");
		assertThat(this.recorded).receiver("log_tags").ran(2);
		assertThat(this.recorded).signalled(PostSave.class).of(Page.class).times(1);
	}

	@Test
	void aSavedSiteIsAmongTheRootPathsAlthoughTheyAreCached() {
		assertThat(rootPaths()).isNotNull();
		assertCached(true);
		SiteRootPath site = add();
		assertCached(false);
		assertThat(rootPaths()).contains(site);
	}

	@Test
	void aDeletedSiteIsNotAmongTheRootPaths() {
		// Behaviours 21: one receiver for two signals
		SiteRootPath site = add();
		assertThat(rootPaths()).contains(site);
		delete("/api/sites/" + site.siteId());
		assertThat(rootPaths()).doesNotContain(site);
	}

	@Test
	void theRootPathsStayCachedUntilTheCommitAndAfterARollback() {
		// Behaviours 85, 86
		rootPaths();
		this.transaction.executeWithoutResult((status) -> {
			this.sites.add(unique("host"), "/");
			assertCached(true);
			status.setRollbackOnly();
		});
		assertCached(true);
	}

	@Test
	void aLivePageIsUnpublishedBeforeItIsDeletedWithNoSaveOfItsOwn(CapturedOutput output) {
		// Behaviours 29
		PageResponse page = write(true);
		List<EntitySignal<Page>> heard = new CopyOnWriteArrayList<>();
		this.signals.connect(ReceiverSpec.postDelete(Page.class).uid("test_page_deleted"), heard::add);
		this.signals.connect(ReceiverSpec.preSave(Page.class).uid("test_page_saved"), heard::add);
		Statistics statistics = this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
		statistics.setStatisticsEnabled(true);
		statistics.clear();
		delete("/api/pages/" + page.id());
		statistics.setStatisticsEnabled(false);
		assertThat(heard).singleElement().isInstanceOf(PostDelete.class);
		assertThat(heard.get(0).instance().isLive()).isFalse();
		assertThat(statistics.getEntityUpdateCount()).isZero();
		assertThat(statistics.getEntityDeleteCount()).isOne();
		assertThat(output.getOut()).containsSubsequence(
				"Page unpublished: \"%s\" id=%d".formatted(page.title(), page.id()),
				"Page deleted: \"%s\" id=%d".formatted(page.title(), page.id()));
	}

	@Test
	void aDraftIsDeletedWithoutMoreAdo(CapturedOutput output) {
		PageResponse page = write(false);
		delete("/api/pages/" + page.id());
		assertThat(output.getOut()).doesNotContain("Page unpublished: \"" + page.title())
			.containsOnlyOnce("Page deleted: \"%s\" id=%d".formatted(page.title(), page.id()));
	}

	private List<SiteRootPath> rootPaths() {
		return List.of(get("/api/sites/root-paths", SiteRootPath[].class));
	}

	private SiteRootPath add() {
		return create("/api/sites", Map.of("hostname", unique("host"), "rootPath", "/home/"), SiteRootPath.class);
	}

	private PageResponse write(boolean live) {
		return create("/api/pages", Map.of("title", unique("Sale"), "live", live), PageResponse.class);
	}

	private void assertCached(boolean cached) {
		boolean found = this.caches.getCache("site-root-paths").get(SimpleKey.EMPTY) != null;
		assertThat(found).isEqualTo(cached);
	}

}
