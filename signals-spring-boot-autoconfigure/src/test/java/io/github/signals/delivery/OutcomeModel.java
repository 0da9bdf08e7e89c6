package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Bills, whose commit can fail in many ways.
 */
final class OutcomeModel {

	private OutcomeModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = { Bills.class, Stamps.class }),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*OutcomeModel[$](Bills|Stamps)$).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			TransactionAutoConfiguration.class, ValidationAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Bill.class.getName(), Stamp.class.getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsDurableAutoConfiguration.class)
	static class Durable {

		@Bean
		DurableReceivers durableReceivers() {
			return new DurableReceivers();
		}

	}

	/** Nobody waits for durable calls: the tests look at what is recorded. */
	static class DurableReceivers {

		final List<List<String>> undone = new ArrayList<>();

		@PostSaveReceiver(dispatchUid = "stamps", delivery = Delivery.DURABLE)
		void stamped(PostSave<Stamp> saved) {
		}

		@PostSaveReceiver(dispatchUid = "list", delivery = Delivery.AFTER_ROLLBACK)
		void undone(List<PostSave<Bill>> all) {
			this.undone.add(all.stream()
				.map((saved) -> (saved.created() ? "created " : "updated ") + saved.instance().name)
				.toList());
		}

	}

	@Entity(name = "bill")
	static class Bill {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Size(max = 20)
		String name = "";

		static Bill of(String name) {
			Bill bill = new Bill();
			bill.name = name;
			return bill;
		}

		@PreUpdate
		void check() {
			if (this.name.equals("broken")) {
				throw new UnsupportedOperationException("Broken in its callback");
			}
		}

	}

	/** What nobody saves where another kind of receiver shall exist, and no more. */
	@Entity(name = "stamp")
	static class Stamp {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		static Stamp of(String name) {
			Stamp stamp = new Stamp();
			stamp.name = name;
			return stamp;
		}

	}

	interface Bills extends JpaRepository<Bill, Long> {

	}

	interface Stamps extends JpaRepository<Stamp, Long> {

	}

}
