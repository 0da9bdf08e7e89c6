package io.github.signals.sample.auditing;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.signals.PreSave;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.Profile;
import io.github.signals.sample.accounts.User;
import io.github.signals.sample.cms.Page;
import io.github.signals.sample.cms.Site;
import io.github.signals.sample.library.Book;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.warehouse.Crate;
import io.github.signals.sample.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class AuditingTests extends AbstractShopTests {

	@Test
	void oneReceiverHearsAllSubtypes() {
		// Behaviours 148, 149: the other way round
		assertThat(this.signals.receivers()).filteredOn((receiver) -> receiver.uid().equals("set_time_stamps"))
			.singleElement()
			.extracting(ReceiverInfo::senders)
			.isEqualTo(List.of(TimeStamped.class));
		assertThat(List.of(User.class, Profile.class, Order.class, Book.class, Warehouse.class, Crate.class, Site.class,
				Page.class))
			.allMatch((sender) -> this.signals.hasReceivers(PreSave.class, sender));
	}

	@ParameterizedTest
	@ValueSource(strings = { "app_user", "profile", "shop_order", "book", "warehouse", "crate", "site", "page" })
	void theStartUpStoryStoredEntitiesWithTheirTimes(String table) {
		if (!table.equals("page")) {
			assertThat(rows(table)).isPositive();
		}
		assertThat(rows(table + " where created is null or modified is null or modified < created")).isZero();
	}

	@Test
	void theTimesAreSetBeforeTheCallAndReachTheRow() {
		// Behaviours 23
		List<Instant> heard = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Book.class).uid("test_times"),
				(saved) -> heard.add(saved.instance().getModified()));
		post("/api/books", MediaType.APPLICATION_JSON, Map.of("title", "Times", "author", "Ada")).expectStatus()
			.isCreated();
		Instant stored = this.jdbc.sql("select max(modified) from book")
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
		assertThat(heard).containsExactly(stored);
	}

	@Test
	void theFirstSaveSetsBothTimesAndLaterOnesOnlyOne() {
		Thing thing = new Thing();
		Instant first = Instant.parse("2026-01-01T00:00:00Z");
		Instant second = first.plusSeconds(1);
		new TimeStampReceiver(InstantSource.fixed(first)).touch(thing);
		new TimeStampReceiver(InstantSource.fixed(second)).touch(thing);
		assertThat(thing.getCreated()).isEqualTo(first);
		assertThat(thing.getModified()).isEqualTo(second);
	}

	private static final class Thing extends TimeStamped {

		@Override
		public Long getId() {
			return 1L;
		}

	}

}
