package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;
import io.github.signals.PostSave;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.BackfillApplication.Card;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Back-fills that outlive the nodes that go on with them.
 */
abstract class BackfillRestartContract {

	private static final int ROWS = 300;

	private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

	abstract String url();

	@AfterEach
	void close() {
		this.nodes.forEach(ConfigurableApplicationContext::close);
	}

	private ConfigurableApplicationContext start(String ddl) {
		ConfigurableApplicationContext node = new SpringApplicationBuilder(BackfillApplication.class).run(
				"--spring.datasource.url=" + url(), "--spring.jpa.hibernate.ddl-auto=" + ddl,
				"--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
				"--signals.durable.initialize-schema=always", "--signals.durable.polling-interval=200ms",
				"--signals.durable.heartbeat-interval=200ms", "--signals.durable.sweep-interval=500ms",
				"--signals.durable.backfill.chunk-size=7", "--signals.durable.backfill.max-waiting=20",
				"--signals.durable.shutdown-timeout=10s");
		this.nodes.add(node);
		return node;
	}

	private static void insert(ConfigurableApplicationContext node) {
		List<Object[]> rows = new ArrayList<>();
		LongStream.rangeClosed(1, ROWS).forEach((id) -> rows.add(new Object[] { id }));
		JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
		jdbc.update("delete from signals_outbox");
		jdbc.update("delete from signals_outbox_partition where task_name like 'backfill:%'");
		jdbc.batchUpdate("insert into backfill_card (dtype, id, name) values ('card', ?, 'name')", rows);
	}

	private static Backfill find(ConfigurableApplicationContext node) {
		return node.getBean(Signals.class).durable().backfills().find("index");
	}

	private static List<Long> heard(ConfigurableApplicationContext node) {
		return node.getBean(Script.class)
			.of("index")
			.stream()
			.map((call) -> ((Card) ((PostSave<?>) call.instance()).instance()).id)
			.toList();
	}

	private static void awaitEnd(ConfigurableApplicationContext node) {
		DurableTestBase.await().until(() -> find(node).state() == State.DONE);
		DurableTestBase.await()
			.until(() -> node.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from signals_outbox", Integer.class) == 0);
	}

	private static List<Long> all() {
		return LongStream.rangeClosed(1, ROWS).boxed().toList();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void goesOnAfterARestartAndAfterTheDeathOfItsNode(boolean dead) {
		ConfigurableApplicationContext first = start("create");
		insert(first);
		first.getBean(Signals.class).backfill("index");
		DurableTestBase.await().until(() -> heard(first).size() >= 50);
		Script script = first.getBean(Script.class);
		JdbcTemplate jdbc = first.getBean(JdbcTemplate.class);
		if (dead) {
			// What it leaves behind is as if it had been killed between two steps.
			first.getBean(DurableDelivery.class).stop();
			jdbc.update("update signals_outbox_partition set picked = true, picked_by = 'dead', last_heartbeat ="
					+ " '2020-01-01 00:00:00', version = version + 1 where task_name = 'backfill:index'");
		}
		first.close();
		List<Long> before = script.of("index")
			.stream()
			.map((call) -> ((Card) ((PostSave<?>) call.instance()).instance()).id)
			.toList();
		assertThat(before).hasSizeLessThan(ROWS);
		ConfigurableApplicationContext second = start("none");
		assertThat(find(second).total()).isEqualTo(ROWS);
		awaitEnd(second);
		assertThat(Stream.concat(before.stream(), heard(second).stream()).sorted().toList()).isEqualTo(all());
		assertThat(find(second).rows()).isEqualTo(ROWS);
	}

	@Test
	void callsForEachRowOnceIfAllNodesAreAsked() throws Exception {
		ConfigurableApplicationContext first = start("create");
		insert(first);
		ConfigurableApplicationContext second = start("none");
		CountDownLatch begin = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		for (ConfigurableApplicationContext node : List.of(first, second, first, second)) {
			threads.add(new Thread(() -> {
				DurableTestBase.await(begin);
				node.getBean(Signals.class).backfill("index");
			}));
		}
		threads.forEach(Thread::start);
		begin.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		awaitEnd(second);
		assertThat(Stream.concat(heard(first).stream(), heard(second).stream()).sorted().toList()).isEqualTo(all());
		assertThat(find(first).rows()).isEqualTo(ROWS);
	}

}
