package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.delivery.durable.DurableSettings.Chunks;
import io.github.signals.delivery.durable.DurableSettings.Retries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node does while there is nothing to do.
 */
class SweepTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("io/github/signals/durable/schema-h2.sql")
		.build();

	private final AtomicInteger queries = new AtomicInteger();

	private final DurableStore store = new DurableStore(new DelegatingDataSource(this.database) {

		@Override
		public Connection getConnection() throws SQLException {
			SweepTests.this.queries.incrementAndGet();
			return super.getConnection();
		}

	}, new DataSourceTransactionManager(this.database), false, "H2", null);

	private final Sweep sweep = new Sweep(Map.of(),
			new DurableSettings(4, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5),
					Duration.ofMinutes(10), Duration.ofSeconds(30), false,
					(uid) -> new Retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 1),
					new Chunks(200, 1000)));

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	@BeforeEach
	void parkACallOfEachOf300Receivers() {
		for (int i = 0; i < 300; i++) {
			insert("receiver." + i, true);
		}
	}

	private void insert(String uid, boolean parked) {
		this.jdbc.update(
				"insert into signals_outbox (id, uid, partition_number, entity_key, sender, operation, payload, attempts,"
						+ " due, parked, recorded) values (?, ?, 3, ?, 'none', 'CREATED', x'7b7d', 1, 0, ?, 0)",
				UUID.randomUUID().toString(), uid, uid + parked, parked);
	}

	@AfterEach
	void shutDown() {
		this.database.shutdown();
	}

	@Test
	void costsNothingForWhatIsParked() {
		this.sweep.run(this.store, (partitions) -> {
			throw new AssertionError("There is nothing to do");
		});
		assertThat(this.queries).hasValue(1);
	}

	@Test
	void findsWhatWaitsAmongWhatIsParked() {
		insert("receiver.7", false);
		insert("receiver.70", false);
		List<Partition> found = new ArrayList<>();
		this.sweep.run(this.store, found::addAll);
		assertThat(found).containsExactlyInAnyOrder(new Partition("receiver.7", 3), new Partition("receiver.70", 3));
		assertThat(this.queries.get()).isLessThan(40);
		assertThat(this.store.table().oldest()).isZero();
	}

}
