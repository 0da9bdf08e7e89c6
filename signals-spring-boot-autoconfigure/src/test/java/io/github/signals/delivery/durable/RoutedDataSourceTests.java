package io.github.signals.delivery.durable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data sources that choose another one for each transaction: one of several tenants, or a
 * replica (S14, S21).
 */
class RoutedDataSourceTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.initialize-schema=always")
		.withBean(TablesStartupTests.Receivers.class);

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(TablesStartupTests.One.class);

	private static DataSource h2() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	private static DataSource postgreSql(String options) {
		return new DriverManagerDataSource(PostgreSql.url("durable_routed") + options);
	}

	private static DataSource tenants(@Nullable DataSource standard, DataSource... targets) {
		return router(new OfTheTenant(), standard, targets);
	}

	private static DataSource replicas(DataSource... targets) {
		return router(new OfTheTransaction(), null, targets);
	}

	private static DataSource router(AbstractRoutingDataSource router, @Nullable DataSource standard,
			DataSource... targets) {
		Map<Object, Object> all = new HashMap<>();
		for (DataSource target : targets) {
			all.put(all.size(), target);
		}
		router.setTargetDataSources(all);
		if (standard != null) {
			router.setDefaultTargetDataSource(standard);
		}
		router.afterPropertiesSet();
		return router;
	}

	private ApplicationContextRunner with(DataSource dataSource) {
		return this.runner.withBean("one", DataSource.class, () -> dataSource);
	}

	private static void isRefused(AssertableApplicationContext context) {
		assertThat(context.getStartupFailure()).hasStackTraceContaining("routes to several writable databases")
			.hasStackTraceContaining("signals.durable.schema");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void refusesADatabaseForEachTenant(boolean wrapped) {
		DataSource router = tenants(h2(), h2(), h2());
		with(wrapped ? new DelegatingDataSource(new LazyConnectionDataSourceProxy(router)) : router)
			.run(RoutedDataSourceTests::isRefused);
	}

	@Test
	void refusesADatabaseForEachTenantAndNoneForNobody() {
		DataSource router = tenants(null, h2(), h2());
		with(router).run(RoutedDataSourceTests::isRefused);
		with(router).withPropertyValues("signals.durable.schema=PUBLIC").run(RoutedDataSourceTests::isRefused);
	}

	@Test
	void startsWhereOneTableIsNamed() {
		with(tenants(h2(), h2(), h2())).withPropertyValues("signals.durable.schema=PUBLIC")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	// A common shape, in which each record is where its change is
	@Test
	void startsWithReplicas() {
		DataSource replica = postgreSql("&options=-c%20default_transaction_read_only=on");
		DataSource router = new LazyConnectionDataSourceProxy(replicas(postgreSql(""), replica, replica));
		with(router).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(DurableDelivery.class).recordsIn(router)).isTrue();
		});
	}

	@Test
	void startsWithSeveralPoolsOfOneDatabase() {
		with(tenants(postgreSql(""), postgreSql("&ApplicationName=reports"), postgreSql("&ApplicationName=web")))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWhereAReplicaDoesNotAnswer() {
		DataSource away = new DriverManagerDataSource("jdbc:postgresql://localhost:1/postgres?user=postgres");
		with(replicas(postgreSql(""), away)).run((context) -> assertThat(context).hasNotFailed());
	}

	// It may have nothing to do with durable receivers
	@Test
	void startsWhereAnotherDataSourceIsThatOfTenants() {
		DataSource tenants = tenants(h2(), h2(), h2());
		this.bare.withUserConfiguration(TablesStartupTests.Two.class)
			.withBean("one", DataSource.class, RoutedDataSourceTests::h2)
			.withBean("two", DataSource.class, () -> tenants)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DurableDelivery.class).recordsIn(tenants)).isFalse();
			});
	}

	@Test
	void refusesReceiversOfEntitiesInSuchADataSource() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class,
					SignalsDurableAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class))
			.withPropertyValues("signals.durable.initialize-schema=always")
			.withUserConfiguration(Tenants.class)
			.withBean(DurableSenderTests.Receivers.class)
			.run((context) -> {
				isRefused(context);
				assertThat(context.getStartupFailure()).hasStackTraceContaining("Receivers.on(Memo)");
			});
	}

	/** Which thread works for whom is not known here: nobody's. */
	static class OfTheTenant extends AbstractRoutingDataSource {

		@Override
		protected @Nullable Object determineCurrentLookupKey() {
			return null;
		}

	}

	/** Reads from a replica. */
	static class OfTheTransaction extends AbstractRoutingDataSource {

		@Override
		protected Object determineCurrentLookupKey() {
			return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? 1 : 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		DataSource tables() {
			return h2();
		}

		@Bean
		PlatformTransactionManager manager(@Qualifier("tables") DataSource tables) {
			return new JdbcTransactionManager(tables);
		}

		@Bean(defaultCandidate = false)
		DataSource tenants() {
			return RoutedDataSourceTests.tenants(h2(), h2(), h2());
		}

		@Bean
		LocalContainerEntityManagerFactoryBean memos(@Qualifier("tenants") DataSource tenants) {
			return DurableSenderTests.factory(tenants, "tenants");
		}

		@Bean
		PlatformTransactionManager memoManager(EntityManagerFactory memos) {
			return new JpaTransactionManager(memos);
		}

	}

}
