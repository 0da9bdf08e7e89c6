package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javax.sql.DataSource;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Durable calls of entities that are used through entity managers alone, in one
 * persistence unit and in several.
 */
class EntitiesWithoutRepositoryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsDurableAutoConfiguration.class))
		.withPropertyValues("signals.durable.polling-interval=100ms", "signals.durable.initialize-schema=always")
		.withBean(Calls.class)
		.withBean(Receivers.class);

	private static void in(ApplicationContext context, String unit, Consumer<EntityManager> work) {
		EntityManagerFactory factory = context.getBean(unit + "Factory", EntityManagerFactory.class);
		EntityManager em = SharedEntityManagerCreator.createSharedEntityManager(factory);
		new TransactionTemplate(context.getBean(unit + "Manager", JpaTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(em));
	}

	private static void awaitCalls(ApplicationContext context, String... calls) {
		List<String> heard = context.getBean(Calls.class).all();
		await().untilAsserted(() -> assertThat(heard).containsExactly(calls));
		heard.clear();
	}

	@Test // S9, S21
	void aCallIsRecordedAndMade() {
		this.runner.withUserConfiguration(Red.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, "red", (em) -> em.persist(new SpecialCase("a")));
			awaitCalls(context, "saved a of SpecialCase");
			in(context, "red", (em) -> em.createQuery("from DurableCase", Case.class).getSingleResult().name = "b");
			awaitCalls(context, "saved b of SpecialCase");
			in(context, "red", (em) -> em.remove(em.createQuery("from DurableCase", Case.class).getSingleResult()));
			awaitCalls(context, "deleted b of SpecialCase");
		});
	}

	@Test // S9, S12, S21
	void anEntityOfTwoUnitsIsFoundInThatOfTheCall() {
		this.runner.withUserConfiguration(Red.class, Blue.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, "blue", (em) -> em.persist(new Case("blue")));
			awaitCalls(context, "saved blue of Case");
			in(context, "red", (em) -> em.persist(new Case("red")));
			awaitCalls(context, "saved red of Case");
			for (String unit : List.of("red", "blue")) {
				Integer rows = new JdbcTemplate(context.getBean(unit, DataSource.class))
					.queryForObject("select count(*) from signals_outbox", Integer.class);
				assertThat(rows).isZero();
			}
		});
	}

	@Test // S9, P24
	void noFactoryIsCreatedToRecordACall() {
		this.runner.withUserConfiguration(Red.class, Late.class).run((context) -> {
			in(context, "red", (em) -> em.persist(new Case("a")));
			awaitCalls(context, "saved a of Case");
			assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("lateFactory"))
				.isFalse();
		});
	}

	static class Receivers {

		private final Calls calls;

		Receivers(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "saved", changed = { "name", "more" })
		void saved(Case saved) {
			this.calls.add("saved " + saved.name + " of " + saved.getClass().getSimpleName());
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "deleted")
		void deleted(Case deleted) {
			this.calls.add("deleted " + deleted.name + " of " + deleted.getClass().getSimpleName());
		}

	}

	@Entity(name = "DurableCase")
	static class Case {

		@Id
		@GeneratedValue
		@Nullable Long id;

		String name;

		protected Case() {
			this("");
		}

		Case(String name) {
			this.name = name;
		}

	}

	@Entity(name = "DurableSpecialCase")
	static class SpecialCase extends Case {

		@Nullable String more;

		protected SpecialCase() {
		}

		SpecialCase(String name) {
			super(name);
		}

	}

	private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setManagedTypes(PersistenceManagedTypes.of(Case.class.getName(), SpecialCase.class.getName()));
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
		return factory;
	}

	@Configuration(proxyBeanMethods = false)
	static class Red {

		@Bean
		@Primary
		DataSource red() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:red_cases").build();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean redFactory(DataSource red) {
			return factory(red);
		}

		@Bean
		@Primary
		JpaTransactionManager redManager(@Qualifier("redFactory") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Blue {

		@Bean
		DataSource blue() {
			return DataSourceBuilder.create().url("jdbc:h2:mem:blue_cases").build();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean blueFactory(@Qualifier("blue") DataSource blue) {
			return factory(blue);
		}

		@Bean
		JpaTransactionManager blueManager(@Qualifier("blueFactory") EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Late {

		@Bean
		@Lazy
		LocalSessionFactoryBean lateFactory(DataSource dataSource) {
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setAnnotatedClasses(Parcel.class);
			return factory;
		}

	}

}
