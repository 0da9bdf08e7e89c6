package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A commit that no receiver hears of, and that only the trace looks at.
 */
class TracedCommitTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsEndpointAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.properties.hibernate.generate_statistics=true",
				"management.endpoints.web.exposure.include=signals")
		.withUserConfiguration(Store.class);

	private final List<Long> flushes = new ArrayList<>();

	@Test // S22
	void failsAsItDoesWithoutTheTrace() {
		assertThat(failure(10)).hasSameClassAs(failure(0));
		assertThat(this.flushes).containsExactly(1L, 1L);
	}

	private Throwable failure(int traced) {
		Throwable[] failure = new Throwable[1];
		this.runner.withPropertyValues("signals.trace.size=" + traced).run((context) -> {
			assertThat(context.getBean(DispatchTrace.class).size()).isEqualTo(traced);
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			EntityManager session = SharedEntityManagerCreator.createSharedEntityManager(factory);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			failure[0] = catchThrowable(() -> transaction.executeWithoutResult((status) -> {
				session.persist(new Badge());
			}));
			assertThat(failure[0]).isNull();
			this.flushes.add(factory.unwrap(SessionFactory.class).getStatistics().getFlushCount());
			failure[0] = catchThrowable(() -> transaction.executeWithoutResult((status) -> {
				session.persist(new Badge());
			}));
		});
		assertThat(failure[0]).isNotNull();
		return failure[0];
	}

	@Configuration(proxyBeanMethods = false)
	static class Store {

		@Bean
		PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Badge.class.getName());
		}

	}

	@Entity
	static class Badge {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		@Column(unique = true)
		String name = "same";

	}

}
