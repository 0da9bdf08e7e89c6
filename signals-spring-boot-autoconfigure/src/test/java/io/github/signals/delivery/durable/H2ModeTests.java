package io.github.signals.delivery.durable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableSenderTests.Memo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * H2 as it behaves like other databases, in memory and in a file.
 */
class H2ModeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=update", "signals.durable.polling-interval=200ms",
				"signals.durable.max-attempts=2", "signals.durable.back-off.initial=20ms",
				"signals.durable.sweep-interval=1s", "signals.durable.initialize-schema=always");

	@ParameterizedTest // h2database PR 579: no BLOB in the mode of PostgreSQL
	@ValueSource(strings = { "REGULAR", "STRICT", "LEGACY", "DB2", "Derby", "HSQLDB", "MariaDB", "MSSQLServer", "MySQL",
			"Oracle", "PostgreSQL", "PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
			"MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE" })
	void deliversInEachMode(String mode) {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=" + mode)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				deliver(context);
				parkAndReplay(context);
				sweep(context);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "REGULAR", "PostgreSQL", "Oracle", "MSSQLServer", "MySQL" })
	void deliversFromAFileAfterARestart(String mode, @TempDir Path directory) {
		String url = "jdbc:h2:file:" + directory.resolve("durable").toAbsolutePath() + ";MODE=" + mode;
		ApplicationContextRunner inFile = this.runner.withPropertyValues("spring.datasource.url=" + url);
		inFile.run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(DurableDelivery.class).stop();
			save(context);
			assertThat(records(context)).isEqualTo(1);
		});
		inFile.run((context) -> {
			assertThat(context).hasNotFailed();
			awaitNone(context);
			assertThat(context.getBean(Script.class).of("memo")).hasSize(1);
		});
	}

	private static void deliver(AssertableApplicationContext context) {
		AtomicBoolean failed = new AtomicBoolean();
		context.getBean(Script.class).on("memo", (call) -> {
			if (failed.compareAndSet(false, true)) {
				throw new IllegalStateException("once");
			}
		});
		save(context);
		awaitNone(context);
		assertThat(context.getBean(Script.class).of("memo")).hasSize(2);
	}

	private static void parkAndReplay(AssertableApplicationContext context) {
		Signals signals = context.getBean(Signals.class);
		context.getBean(Script.class).on("memo", (call) -> {
			throw new IllegalStateException("always");
		});
		save(context);
		Awaitility.await().until(() -> signals.durable().parked() == 1);
		assertThat(signals.durable().parked(0, 10)).hasSize(1);
		assertThat(signals.durable().waiting()).isZero();
		context.getBean(Script.class).clear();
		assertThat(signals.durable().replayAll("memo")).isEqualTo(1);
		awaitNone(context);
	}

	/** What nobody was told of. */
	private static void sweep(AssertableApplicationContext context) {
		context.getBean(DurableDelivery.class).stop();
		context.getBean(Script.class).clear();
		save(context);
		assertThat(context.getBean(Signals.class).durable().oldestWaiting()).isNotNull();
		context.getBean(DurableDelivery.class).start();
		awaitNone(context);
		assertThat(context.getBean(Script.class).of("memo")).hasSize(1);
	}

	private static void awaitNone(AssertableApplicationContext context) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> records(context) == 0);
	}

	private static int records(AssertableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from signals_outbox", Integer.class));
	}

	private static void save(AssertableApplicationContext context) {
		context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.inTransaction((session) -> session.persist(new Memo()));
	}

	/** Some modes have no type for an attribute of a parcel. */
	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Application {

		@Bean
		Receivers receivers(Script script) {
			return new Receivers(script);
		}

	}

	static class Receivers {

		private final Script script;

		Receivers(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "memo")
		void on(Memo memo, SignalContext context) {
			this.script.play("memo", memo, Changes.none(), context);
		}

	}

}
