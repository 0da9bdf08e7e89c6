package io.github.signals.sample.web;

import java.util.Map;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.web.CacheController.CacheResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CacheControllerTests extends AbstractShopTests {

	@Test
	void theHitsOfTheCacheAreCountedAndASavedSiteEmptiesIt() {
		rootPaths();
		CacheResponse before = cache();
		rootPaths();
		rootPaths();
		assertThat(cache()).isEqualTo(new CacheResponse(before.name(), before.hits() + 2, before.misses(), 1));
		create("/api/sites", Map.of("hostname", unique("host"), "rootPath", "/"), Map.class);
		assertThat(cache().entries()).isZero();
		rootPaths();
		assertThat(cache()).isEqualTo(new CacheResponse(before.name(), before.hits() + 2, before.misses() + 1, 1));
	}

	private void rootPaths() {
		get("/api/sites/root-paths", Object[].class);
	}

	private CacheResponse cache() {
		CacheResponse[] caches = get("/api/caches", CacheResponse[].class);
		assertThat(caches).extracting(CacheResponse::name).containsExactly("site-root-paths");
		return caches[0];
	}

}
