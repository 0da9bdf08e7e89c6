package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.DomainEvents;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.stereotype.Component;

import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The capture with the ways in which an application sets its JPA repositories up.
 */
class JpaRepositorySetupTests {

	static final String ALL_BUT_FIRST = "^(?!.*FirstParcels$).*$";

	static final String ALL_BUT_SECOND = "^(?!.*SecondParcels$).*$";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class))
		.withUserConfiguration(Story.class);

	private static List<String> story(ApplicationContext context) {
		return context.getBean(Story.class).lines;
	}

	@Test // S12, S19; Behaviours 118
	void aSignalNamesTheTransactionManagerOfItsRepository() {
		this.runner.withUserConfiguration(First.class, Second.class).run((context) -> {
			context.getBean(FirstParcels.class).save(new Parcel("a"));
			context.getBean(SecondParcels.class).save(new Parcel("a"));
			context.getBean(FirstParcels.class).deleteById("a");
			assertThat(story(context).stream().filter((line) -> !line.startsWith("event"))).containsExactly("before a",
					"created a using firstManager", "before a", "created a using secondManager",
					"deleted a using firstManager");
			assertThat(context.getBean(SecondParcels.class).existsById("a")).isTrue();
		});
	}

	@Test // P33, P41, P42
	void domainEventsArePublishedAfterTheReceivers() {
		this.runner.withUserConfiguration(First.class).run((context) -> {
			FirstParcels parcels = context.getBean(FirstParcels.class);
			parcels.save(new Parcel("a"));
			assertThat(story(context)).containsExactly("before a", "created a using firstManager", "event of a");
			story(context).clear();
			Iterator<Parcel> once = List.of(new Parcel("b"), new Parcel("c")).iterator();
			parcels.saveAll(() -> once);
			assertThat(story(context)).containsExactly("before b", "before c", "created b using firstManager",
					"created c using firstManager", "event of b", "event of c");
		});
	}

	@Test // S3, P38
	void whatMethodsThatABaseClassOverridesWriteIsCaptured() {
		this.runner.withUserConfiguration(OwnBaseClass.class).run((context) -> {
			saveAndDelete(context);
			assertThat(story(context)).containsExactly("event of a", "before a", "created a using firstManager",
					"event of a", "deleted a using firstManager");
		});
	}

	@Test // S3, P38
	void methodsThatABaseClassOverridesAreCapturedByTheirNamesWhereNothingElseTells() {
		this.runner.withUserConfiguration(OwnBaseClass.class)
			.withPropertyValues("signals.capture.persistence=false")
			.run((context) -> {
				saveAndDelete(context);
				assertThat(story(context)).containsExactly("before a", "created a using firstManager", "event of a",
						"deleted a using firstManager", "event of a");
			});
	}

	private static void saveAndDelete(ApplicationContext context) {
		FirstParcels parcels = context.getBean(FirstParcels.class);
		OwnRepository.calls.clear();
		parcels.delete(parcels.save(new Parcel("a")));
		assertThat(OwnRepository.calls).containsExactly("save a", "delete a");
	}

	@Test // S2, S3, S4
	void aSaveThatFlushesAndDetachesIsHeardOnce() {
		this.runner.withUserConfiguration(DetachingBaseClass.class).run((context) -> {
			FirstParcels parcels = context.getBean(FirstParcels.class);
			parcels.save(new Parcel("a"));
			assertThat(story(context).stream().filter((line) -> !line.startsWith("event"))).containsExactly("before a",
					"created a using firstManager");
			parcels.save(new Parcel("a"));
			assertThat(story(context)).doesNotContain("updated a using firstManager");
		});
	}

	@Test // P24
	void repositoriesThatAreCreatedLateAreCaptured() {
		for (Class<?> configuration : List.of(Deferred.class, LazyRepositories.class)) {
			this.runner.withUserConfiguration(configuration, Shop.class).run((context) -> {
				context.getBean(Shop.class).parcels.save(new Parcel("a"));
				assertThat(story(context)).containsExactly("before a", "created a using firstManager", "event of a");
			});
		}
	}

	@Test
	void leavesRepositoriesAloneIfItIsToldTo() {
		this.runner.withUserConfiguration(First.class)
			.withPropertyValues("signals.capture.repositories=false", "signals.capture.persistence=false")
			.run((context) -> {
				context.getBean(FirstParcels.class).save(new Parcel("a"));
				assertThat(story(context)).containsExactly("event of a");
			});
	}

	/** Writes down what happens, in order. */
	@Component
	static class Story {

		final List<String> lines = new ArrayList<>();

		@PreSaveReceiver
		void before(Parcel parcel) {
			this.lines.add("before " + parcel.code);
		}

		@PostSaveReceiver
		void after(Parcel parcel, boolean created, SignalContext context) {
			this.lines.add((created ? "created " : "updated ") + parcel.code + " using " + context.using());
		}

		@PostDeleteReceiver
		void deleted(Parcel parcel, SignalContext context) {
			this.lines.add("deleted " + parcel.code + " using " + context.using());
		}

		@EventListener
		void event(Sent sent) {
			this.lines.add("event of " + sent.code());
		}

	}

	record Sent(String code) {

	}

	@Entity
	static class Parcel {

		@Id
		String code = "";

		Parcel() {
		}

		Parcel(String code) {
			this.code = code;
		}

		@DomainEvents
		List<Object> events() {
			return List.of(new Sent(this.code));
		}

	}

	static class Persistence {

		static DataSource dataSource(String name) {
			return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
		}

		static LocalContainerEntityManagerFactoryBean factory(String name) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setPersistenceUnitName(name);
			factory.setDataSource(dataSource(name));
			factory.setManagedTypes(PersistenceManagedTypes.of(Parcel.class.getName()));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return factory;
		}

	}

	static class FirstPersistence {

		@Bean
		LocalContainerEntityManagerFactoryBean firstFactory() {
			return Persistence.factory("first_setup");
		}

		@Bean
		JpaTransactionManager firstManager(EntityManagerFactory firstFactory) {
			return new JpaTransactionManager(firstFactory);
		}

	}

	interface FirstParcels extends JpaRepository<Parcel, String> {

	}

	interface SecondParcels extends JpaRepository<Parcel, String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_FIRST),
			entityManagerFactoryRef = "firstFactory", transactionManagerRef = "firstManager")
	static class First extends FirstPersistence {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_SECOND),
			entityManagerFactoryRef = "secondFactory", transactionManagerRef = "secondManager")
	static class Second {

		@Bean
		LocalContainerEntityManagerFactoryBean secondFactory() {
			return Persistence.factory("second_setup");
		}

		@Bean
		JpaTransactionManager secondManager(EntityManagerFactory secondFactory) {
			return new JpaTransactionManager(secondFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_FIRST),
			entityManagerFactoryRef = "firstFactory", transactionManagerRef = "firstManager",
			repositoryBaseClass = OwnRepository.class)
	static class OwnBaseClass extends FirstPersistence {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_FIRST),
			entityManagerFactoryRef = "firstFactory", transactionManagerRef = "firstManager",
			repositoryBaseClass = DetachingRepository.class)
	static class DetachingBaseClass extends FirstPersistence {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_FIRST),
			entityManagerFactoryRef = "firstFactory", transactionManagerRef = "firstManager",
			bootstrapMode = BootstrapMode.DEFERRED)
	static class Deferred extends FirstPersistence {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_FIRST),
			entityManagerFactoryRef = "firstFactory", transactionManagerRef = "firstManager",
			bootstrapMode = BootstrapMode.LAZY)
	static class LazyRepositories extends FirstPersistence {

	}

	@Component
	static class Shop {

		final FirstParcels parcels;

		Shop(@Lazy FirstParcels parcels) {
			this.parcels = parcels;
		}

	}

	static class OwnRepository<T extends Parcel, ID> extends SimpleJpaRepository<T, ID> {

		static final List<String> calls = new ArrayList<>();

		OwnRepository(JpaEntityInformation<T, ID> information, EntityManager entityManager) {
			super(information, entityManager);
		}

		@Override
		public <S extends T> S save(S entity) {
			calls.add("save " + entity.code);
			return super.save(entity);
		}

		@Override
		public void delete(T entity) {
			calls.add("delete " + entity.code);
			super.delete(entity);
		}

	}

	static class DetachingRepository<T, ID> extends SimpleJpaRepository<T, ID> {

		private final EntityManager entityManager;

		DetachingRepository(JpaEntityInformation<T, ID> information, EntityManager entityManager) {
			super(information, entityManager);
			this.entityManager = entityManager;
		}

		@Override
		public <S extends T> S save(S entity) {
			S saved = super.save(entity);
			this.entityManager.flush();
			this.entityManager.detach(saved);
			return saved;
		}

	}

}
