package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Leaflet;
import io.github.signals.capture.persistence.PendingModel.Profile;
import io.github.signals.capture.persistence.PendingModel.Setting;
import io.github.signals.capture.persistence.PendingModel.Ticket;

/**
 * Adds to the pending writes entities whose identifiers the database generates, so that
 * they are inserted at once, and all that waits before them.
 */
final class EarlyInsertModel {

	private EarlyInsertModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(PendingModel|EarlyInsertModel)[$].*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*(PendingModel|EarlyInsertModel)[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Item.class.getName(), Leaflet.class.getName(), Basket.class.getName(),
					Label.class.getName(), Ticket.class.getName(), Profile.class.getName(), Setting.class.getName(),
					Stub.class.getName(), Binder.class.getName());
		}

	}

	/** Has an identifier that the database generates. */
	@Entity(name = "stub")
	static class Stub {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String name = "";

		@ElementCollection
		Set<String> marks = new HashSet<>();

		static Stub of(String name) {
			Stub stub = new Stub();
			stub.name = name;
			return stub;
		}

	}

	/** Has parts that are inserted at once, and an identifier of the application. */
	@Entity(name = "binder")
	static class Binder {

		@Id
		String code = "";

		String text = "";

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "binder_stub")
		List<Stub> stubs = new ArrayList<>();

	}

	interface Stubs extends JpaRepository<Stub, Long> {

	}

}
