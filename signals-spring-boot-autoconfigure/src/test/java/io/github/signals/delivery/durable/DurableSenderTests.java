package io.github.signals.delivery.durable;

import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Durable receivers of entities whose sessions work with a data source that has no table
 * for the calls, or has one (S11, S14, S21).
 */
class DurableSenderTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class))
		.withPropertyValues("signals.durable.initialize-schema=always")
		.withUserConfiguration(Tables.class)
		.withBean(Receivers.class);

	@Test
	void refusesAReceiverOfEntitiesWithAnotherDataSource() {
		this.runner.withUserConfiguration(Elsewhere.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContainingAll("Receivers.on(Memo)", "DURABLE", "'elsewhere'", "has no table");
		});
	}

	@Test
	void failsTheSaveWhereItCouldNotKnow() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			DataSource elsewhere = database();
			LocalContainerEntityManagerFactoryBean late = factory(elsewhere, "elsewhere");
			context.getAutowireCapableBeanFactory().initializeBean(late, "late");
			EntityManagerFactory factory = Objects.requireNonNull(late.getObject());
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> save(factory))
				.satisfies((ex) -> assertThat(ex)
					.hasStackTraceContaining("There is no table signals_outbox in the data source of the session"));
			assertThat(new JdbcTemplate(elsewhere).queryForObject("select count(*) from Memo", Integer.class)).isZero();
			late.destroy();
		});
	}

	@Test
	void recordsWhereTheDataSourceIsTheSame() {
		this.runner.withUserConfiguration(Here.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(DurableDelivery.class).stop();
			save(context.getBean(EntityManagerFactory.class));
			assertThat(new JdbcTemplate(context.getBean("tables", DataSource.class))
				.queryForObject("select count(*) from signals_outbox", Integer.class)).isOne();
		});
	}

	private static void save(EntityManagerFactory factory) {
		try (EntityManager own = factory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Memo());
			own.getTransaction().commit();
		}
	}

	static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, String name) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName(name);
		factory.setDataSource(dataSource);
		factory.setManagedTypes(PersistenceManagedTypes.of(Memo.class.getName()));
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
		return factory;
	}

	private static DataSource database() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return database;
	}

	@Configuration(proxyBeanMethods = false)
	static class Tables {

		@Bean
		@Primary
		DataSource tables() {
			return database();
		}

		@Bean
		PlatformTransactionManager manager(DataSource tables) {
			return new JdbcTransactionManager(tables);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Elsewhere {

		@Bean
		LocalContainerEntityManagerFactoryBean memos() {
			return factory(database(), "elsewhere");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Here {

		@Bean
		LocalContainerEntityManagerFactoryBean memos(DataSource tables) {
			return factory(new LazyConnectionDataSourceProxy(tables), "here");
		}

	}

	static class Receivers {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "memo")
		void on(Memo memo) {
		}

	}

	@Entity(name = "Memo")
	static class Memo {

		@Id
		UUID id = UUID.randomUUID();

	}

}
