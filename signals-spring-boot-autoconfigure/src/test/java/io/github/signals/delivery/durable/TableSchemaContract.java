package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.Objects;

import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.delivery.durable.DurableSenderTests.Memo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables in a schema that {@code signals.durable.schema} names (S21).
 */
abstract class TableSchemaContract {

	final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(H2ModeTests.Application.class)
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=update", "signals.durable.polling-interval=200ms",
				"signals.durable.initialize-schema=always", "spring.datasource.hikari.maximum-pool-size=4");

	/**
	 * Return the URL of a database that has the schemas {@code Durable Calls} and, as it
	 * folds names itself, {@code shared}.
	 */
	abstract String url();

	abstract String quote(String name);

	/** As the database folds it. */
	abstract String shared();

	@ParameterizedTest
	@ValueSource(strings = { "Durable Calls", "shared", "SHARED", "Shared" })
	void createsAndUsesTheTablesOfTheSchema(String setting) {
		this.runner.withPropertyValues("spring.datasource.url=" + url(), "signals.durable.schema=" + setting)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(DurableDelivery.class).stop();
				context.getBean(Script.class).clear();
				save(context);
				assertThat(records(context, setting)).isOne();
				context.getBean(DurableDelivery.class).start();
				Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> records(context, setting) == 0);
				assertThat(context.getBean(Script.class).of("memo")).hasSize(1);
			});
	}

	private int records(AssertableApplicationContext context, String setting) {
		String schema = setting.equalsIgnoreCase("shared") ? shared() : setting;
		return Objects.requireNonNull(context.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from " + quote(schema) + ".signals_outbox", Integer.class));
	}

	static void save(AssertableApplicationContext context) {
		context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.inTransaction((session) -> session.persist(new Memo()));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leavesTheConnectionsOfThePoolAsTheyWere(boolean autoCommit) {
		String before = place(new JdbcTemplate(new DriverManagerDataSource(url())));
		this.runner.withPropertyValues("spring.datasource.url=" + url(), "signals.durable.schema=shared",
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.auto-commit=" + autoCommit)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(DurableDelivery.class).stop();
				assertThat(place(context.getBean(JdbcTemplate.class))).isEqualTo(before);
			});
	}

	/** Where names are looked for. */
	String place(JdbcTemplate jdbc) {
		return Objects.requireNonNull(jdbc.execute(
				(ConnectionCallback<String>) (connection) -> connection.getCatalog() + " " + connection.getSchema()));
	}

	@Test
	void saysThatThereIsNoSuchSchema() {
		this.runner.withPropertyValues("spring.datasource.url=" + url(), "signals.durable.schema=Elsewhere")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("There is no schema 'Elsewhere' in")
				.hasStackTraceContaining("signals.durable.schema"));
	}

}
