package io.github.signals.closing;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.closing.Sale.Sales;

/**
 * Sells. When it closes, the beans end one after the other: the notices, a gate, the
 * audits, another gate, and the entity manager factory later.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Sale.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Sale.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class ClosingApplication {

	static ConfigurableApplicationContext run(String url, String... settings) {
		return new SpringApplicationBuilder(ClosingApplication.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=" + url, "spring.jpa.hibernate.ddl-auto=none",
					"spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false",
					"spring.jmx.enabled=false", "signals.durable.polling-interval=50ms",
					"signals.durable.initialize-schema=never")
			.properties(settings)
			.run();
	}

	@Bean
	TransactionTemplate selling(PlatformTransactionManager manager, Sales sales) {
		return new TransactionTemplate(manager);
	}

	@Bean
	Gate withoutAudits(TransactionTemplate selling) {
		return new Gate();
	}

	@Bean
	Audits audits(JdbcTemplate jdbc, Gate withoutAudits) {
		return new Audits(jdbc);
	}

	@Bean
	Gate withoutNotices(Audits audits) {
		return new Gate();
	}

	@Bean
	Notices notices(@Value("${spring.datasource.url}") String url, JdbcTemplate jdbc, Gate withoutNotices) {
		return new Notices(new JdbcTemplate(new DriverManagerDataSource(url)), jdbc);
	}

	/**
	 * Hear each sale in its transaction.
	 */
	static class Audits extends SaleReceivers {

		Audits(JdbcTemplate inTransaction) {
			super(inTransaction);
		}

		@PostSaveReceiver(dispatchUid = "audit")
		void audit(Sale sale) {
			note("audit", sale);
		}

	}

	/**
	 * Hear of it later.
	 */
	static class Notices extends SaleReceivers {

		private final JdbcTemplate inTransaction;

		Notices(JdbcTemplate outside, JdbcTemplate inTransaction) {
			super(outside);
			this.inTransaction = inTransaction;
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "confirm")
		void confirm(Sale sale) {
			note("confirm", sale);
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC, dispatchUid = "mail")
		void mail(Sale sale) {
			note("mail", sale);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "ship")
		void ship(Sale sale) {
			this.inTransaction.update("insert into heard (uid, number) values ('ship', ?)", sale.number);
		}

	}

}
