package io.github.signals.delivery.durable;

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
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Spring Data JPA with durable receivers.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Parcel.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Parcel.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class DurableNode {

	@Bean
	Script script() {
		return new Script();
	}

}
