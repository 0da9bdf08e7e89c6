package io.github.signals.tenants;

import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.dispatch.InvalidReceiversException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Durable receivers of entities with tenants, whose entity manager factory may be created
 * late, need a {@link CallContext} (S14, S23).
 */
class LateTenantTests {

	private static final String LAZY = "spring.main.lazy-initialization=true";

	private static final String MODE = "spring.data.jpa.repositories.bootstrap-mode=";

	private static final String[] HEARD = { "invoice(Invoice)", "contract(Contract)", "cargo(Cargo)", "bill(Bill)" };

	private final ApplicationContextRunner lazily = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class))
		.withPropertyValues("signals.durable.initialize-schema=always")
		.withUserConfiguration(Archive.class)
		.withBean(Receivers.class);

	private static ConfigurableApplicationContext run(String setting, Class<?>... more) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.sources(more)
			.run("--" + setting, "--spring.datasource.url=jdbc:h2:mem:late-tenants", "--spring.jmx.enabled=false",
					"--spring.jpa.hibernate.ddl-auto=create-drop", "--spring.main.banner-mode=off");
	}

	@ParameterizedTest
	@ValueSource(strings = { MODE + "default", MODE + "deferred", MODE + "lazy", LAZY })
	void refusesEachKindOfTenantWhenTheFactoryAppears(String setting) {
		isRefused(() -> {
			ConfigurableApplicationContext context = run(setting);
			context.getBean(Currencies.class).count();
			return context;
		});
	}

	@Test
	void refusesThemWhenALazyFactoryIsCreated() {
		this.lazily.run((context) -> {
			assertThat(context).hasNotFailed();
			isRefused(() -> {
				context.getBean("archive");
				return context.getSourceApplicationContext(ConfigurableApplicationContext.class);
			});
		});
		this.lazily.withUserConfiguration(Context.class)
			.run((context) -> assertThat(context.getBean("archive", EntityManagerFactory.class).isOpen()).isTrue());
	}

	@Test // What repositories announce is recorded as well.
	void refusesThemWithoutThePersistenceCapture() {
		isRefused(() -> run("signals.capture.persistence=false"));
	}

	private static void isRefused(Supplier<ConfigurableApplicationContext> application) {
		Throwable failure = assertThatException().isThrownBy(() -> application.get().close()).actual();
		assertThat(NestedExceptionUtils.getMostSpecificCause(failure)).isInstanceOf(InvalidReceiversException.class)
			.hasMessageContainingAll(HEARD)
			.hasMessageContainingAll("has a @TenantId", "CallContext tenants()")
			.message()
			.doesNotContain("currency(Currency)");
	}

	@ParameterizedTest
	@ValueSource(strings = { MODE + "default", MODE + "deferred", MODE + "lazy", LAZY })
	void startsWithAContext(String setting) {
		try (ConfigurableApplicationContext context = run(setting, Context.class)) {
			assertThat(context.getBean(Currencies.class).count()).isZero();
		}
	}

	@Test
	void refusesToCallForRowsThatAreThere() {
		try (ConfigurableApplicationContext context = run(MODE + "default", Context.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> context.getBean(Signals.class).backfill("invoice"))
				.withMessageContaining("its rows belong to tenants, and a back-fill works for none of them");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Owned.class)
	static class Application {

		@Bean
		HibernatePropertiesCustomizer tenantResolver() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
					new OnlyTenant());
		}

		@Bean
		Receivers receivers() {
			return new Receivers();
		}

	}

	/** A second store, which nobody needs at the start. */
	@Configuration(proxyBeanMethods = false)
	static class Archive {

		@Bean
		DataSource database() {
			JdbcDataSource database = new JdbcDataSource();
			database.setUrl("jdbc:h2:mem:archive;DB_CLOSE_DELAY=-1");
			return database;
		}

		@Bean
		PlatformTransactionManager manager(DataSource database) {
			return new JdbcTransactionManager(database);
		}

		@Bean
		@Lazy
		EntityManagerFactory archive(DataSource database) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(database);
			factory.setPackagesToScan(Owned.class.getPackageName());
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
			factory.getJpaPropertyMap().put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new OnlyTenant());
			factory.afterPropertiesSet();
			return factory.getNativeEntityManagerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Context {

		@Bean
		CallContext tenants() {
			return (recorded, call) -> call.run();
		}

	}

	static class OnlyTenant implements CurrentTenantIdentifierResolver<String> {

		@Override
		public String resolveCurrentTenantIdentifier() {
			return "red";
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	static class Receivers {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "invoice")
		void invoice(Owned.Invoice invoice) {
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "contract")
		void contract(Owned.Contract contract) {
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "cargo")
		void cargo(Owned.Cargo cargo) {
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "bill")
		void bill(Owned.Bill bill) {
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "currency")
		void currency(Owned.Currency currency) {
		}

	}

}
