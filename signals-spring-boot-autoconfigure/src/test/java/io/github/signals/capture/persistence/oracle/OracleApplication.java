package io.github.signals.capture.persistence.oracle;

import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * The application of the oracle.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = OracleModel.class)
@EnableJpaRepositories(considerNestedRepositories = true,
		excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*OracleModel[$]).*$"))
@EnableConfigurationProperties(DataSourceProperties.class)
@ImportAutoConfiguration({ HibernateJpaAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
		TransactionAutoConfiguration.class, SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
		SignalsRepositoryAutoConfiguration.class })
class OracleApplication {

	static void addReceivers(GenericApplicationContext context, Set<Kind> kinds) {
		context.registerBean(Receivers.Unasking.class);
		if (kinds.contains(Kind.LISTS)) {
			context.registerBean(Lists.OfPersons.class);
		}
		if (kinds.contains(Kind.NO_REPOSITORY)) {
			context.registerBean(Lists.OfDocuments.class);
		}
		if (kinds.contains(Kind.SUBCLASS)) {
			context.registerBean(Lists.OfCars.class);
		}
	}

	@Bean
	AuditedDataSource dataSource(DataSourceProperties properties) {
		return new AuditedDataSource(properties.initializeDataSourceBuilder().type(HikariDataSource.class).build());
	}

	@Bean
	Lists lists() {
		return new Lists();
	}

}
