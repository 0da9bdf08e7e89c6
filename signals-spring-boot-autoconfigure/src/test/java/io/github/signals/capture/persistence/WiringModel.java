package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.ValidationMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;

/**
 * What the tests of the ways to set Hibernate up share.
 */
final class WiringModel {

	private WiringModel() {
	}

	static LocalContainerEntityManagerFactoryBean factory(String name) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName(name);
		// Bean Validation listens to deletes, too.
		factory.setValidationMode(ValidationMode.NONE);
		factory.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:wiring_" + name + ";DB_CLOSE_DELAY=-1"));
		factory.setManagedTypes(PersistenceManagedTypes.of(Gadget.class.getName()));
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create", "hibernate.generate_statistics", "true"));
		return factory;
	}

	/** Do some work in a transaction of a manager. */
	static void in(PlatformTransactionManager manager, EntityManagerFactory factory, Work work) {
		EntityManager em = SharedEntityManagerCreator.createSharedEntityManager(factory);
		new TransactionTemplate(manager).executeWithoutResult((status) -> work.with(em));
	}

	/** Return the listeners of ours that hear an event, by their simple names. */
	static List<String> listeners(EntityManagerFactory factory, EventType<?> type) {
		List<String> names = new CopyOnWriteArrayList<>();
		factory.unwrap(SessionFactoryImplementor.class)
			.getEventListenerRegistry()
			.getEventListenerGroup(type)
			.fireLazyEventOnEachListener(() -> names, (listener, all) -> all.add(listener.getClass().getName()));
		names.removeIf((name) -> !name.startsWith("io.github.signals"));
		return names;
	}

	interface Work {

		void with(EntityManager em);

	}

	@Entity
	static class Gadget {

		@Id
		String code = "";

		String name = "";

		static Gadget of(String code) {
			Gadget gadget = new Gadget();
			gadget.code = code;
			return gadget;
		}

	}

	/** The one persistence unit of a test, with its manager. */
	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

	static class Heard {

		final List<String> lines = new CopyOnWriteArrayList<>();

		@PostSaveReceiver
		void saved(Gadget gadget, boolean created, SignalContext context) {
			this.lines.add((created ? "created " : "updated ") + gadget.code + " using " + context.using());
		}

	}

}
