package io.github.signals.delivery.durable;

import java.util.List;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.SignalsRepositoryAutoConfiguration;

/**
 * Spring Data JPA with durable receivers.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Parcel.class)
@EnableJpaRepositories(considerNestedRepositories = true)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class DurableApplication {

	@Bean
	static Inserts inserts() {
		return new Inserts();
	}

	@Bean
	Script script() {
		return new Script();
	}

	@Bean
	ParcelReceivers parcelReceivers(Script script) {
		return new ParcelReceivers(script);
	}

	interface Parcels extends JpaRepository<Parcel, Long> {

		@Modifying
		@Transactional
		@Query("update Parcel p set p.name = :name where p.id in :ids")
		int rename(List<Long> ids, String name);

	}

}
