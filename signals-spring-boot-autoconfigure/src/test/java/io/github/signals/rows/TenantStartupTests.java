package io.github.signals.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.Signal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durable receivers of entities with tenants need somebody who makes the tenant current
 * (S14, S23).
 */
class TenantStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RowsApplication.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}", "spring.jpa.hibernate.ddl-auto=create");

	@Test
	void refusesAnEntityWithATenantWithoutAContext() {
		this.runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContainingAll("Receivers.note(Note)", "Receivers.letter(Letter)", "@TenantId",
						"CallContext tenants()", "recorded.tenant()")
				.message()
				.doesNotContain("Receivers.article");
		});
	}

	@Test
	void refusesASignalThatRefersToSuchAnEntityWithoutAContext() { // S14
		this.runner.withBean("envelopes", Envelopes.class)
			.withPropertyValues("signals.receivers.note.enabled=false", "signals.receivers.letter.enabled=false",
					"signals.receivers.pinned.enabled=false")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
					.hasMessageContainingAll("Envelopes.on(Envelope)", "Note", "@TenantId");
			});
	}

	@Test
	void startsWithAContext() {
		this.runner.withBean(CallContext.class, RowsApplication.ThreadContext::new)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWhereNobodyHearsSuchAnEntity() {
		this.runner
			.withPropertyValues("signals.receivers.note.enabled=false", "signals.receivers.letter.enabled=false",
					"signals.receivers.pinned.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	// The engine would look after one table of many
	@Test
	void refusesASchemaForEachTenantWithoutOneTable() {
		this.runner.withBean(CallContext.class, RowsApplication.ThreadContext::new)
			.withUserConfiguration(Schemas.class)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
					.hasMessageContainingAll("Receivers.article(Article)", "a schema or a database for each tenant",
							"signals.durable.schema");
			});
	}

	@Test
	void callsFromOneTableForTheSchemasOfAllTenants() {
		this.runner.withBean(CallContext.class, RowsApplication.ThreadContext::new)
			.withUserConfiguration(Schemas.class)
			.withPropertyValues("signals.durable.schema=SHARED", "signals.durable.initialize-schema=always",
					"spring.jpa.hibernate.ddl-auto=none", "signals.durable.polling-interval=200ms")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
				for (String tenant : List.of("RED", "BLUE")) {
					jdbc.execute("create table " + tenant
							+ ".article (id uuid primary key, text varchar(100), hidden boolean)");
				}
				save(context, "RED", "one");
				save(context, "BLUE", "two");
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.until(() -> jdbc.queryForObject("select count(*) from shared.signals_outbox", Integer.class) == 0);
				assertThat(context.getBean(RowsApplication.Heard.class).calls).containsExactlyInAnyOrder("one", "two",
						"signal of one", "signal of two");
				assertThat(jdbc.queryForObject("select count(*) from red.article", Integer.class)).isOne();
			});
	}

	private static void save(AssertableApplicationContext context, String tenant, String text) {
		RowsApplication.TENANT.set(tenant);
		context.getBean(Entities.Articles.class).save(new Entities.Article(text));
		RowsApplication.TENANT.remove();
	}

	record Envelope(String instance, Entities.Note note) implements Signal<String> {

	}

	static class Envelopes {

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "envelopes")
		void on(Envelope envelope) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Schemas {

		@Bean
		HibernatePropertiesCustomizer schemaOfTheTenant(DataSource dataSource) {
			new JdbcTemplate(dataSource).batchUpdate("create schema if not exists shared",
					"create schema if not exists red", "create schema if not exists blue");
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
					new SchemaOfTheTenant(dataSource));
		}

	}

	@SuppressWarnings("serial")
	static class SchemaOfTheTenant implements MultiTenantConnectionProvider<String> {

		private final transient DataSource dataSource;

		SchemaOfTheTenant(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Override
		public Connection getAnyConnection() throws SQLException {
			return this.dataSource.getConnection();
		}

		@Override
		public void releaseAnyConnection(Connection connection) throws SQLException {
			connection.close();
		}

		@Override
		public Connection getConnection(String tenant) throws SQLException {
			Connection connection = this.dataSource.getConnection();
			connection.setSchema(tenant.equals("nobody") ? "PUBLIC" : tenant);
			return connection;
		}

		@Override
		public void releaseConnection(String tenant, Connection connection) throws SQLException {
			connection.setSchema("PUBLIC");
			connection.close();
		}

		@Override
		public boolean supportsAggressiveRelease() {
			return false;
		}

		@Override
		public boolean isUnwrappableAs(Class<?> type) {
			return false;
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			throw new UnsupportedOperationException();
		}

	}

}
