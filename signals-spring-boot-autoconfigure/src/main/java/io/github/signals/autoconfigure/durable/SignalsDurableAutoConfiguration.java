package io.github.signals.autoconfigure.durable;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.CallContext;
import io.github.signals.DurableCalls;
import io.github.signals.autoconfigure.AllStoredEntities;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsDurableProperties;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.PersistenceUnits;
import io.github.signals.capture.persistence.PersistenceCapture;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.delivery.durable.DurableFormat;
import io.github.signals.delivery.durable.DurableStores;
import io.github.signals.delivery.durable.Renamed;
import io.github.signals.dispatch.CallHeaders;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.StoredEntities;

/**
 * Auto-configuration for durable receivers, whose calls are rows of a table.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class },
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({ Scheduler.class, JsonMapper.class, JdbcTemplate.class, DataSourceScriptDatabaseInitializer.class,
		PlatformTransactionManager.class })
@ConditionalOnBean(DataSource.class)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsDurableAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DurableDelivery signalsDurableDelivery(ReceiverRegistry signalsReceiverRegistry,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<DataSource> dataSource,
			ObjectProvider<JsonMapper> mapper, ObjectProvider<StoredEntities> entities, SignalsProperties properties,
			Environment environment, ObjectProvider<CallHeaders> headers, ObjectProvider<CallContext> contexts) {
		Supplier<Map<String, PlatformTransactionManager>> managers = SingletonSupplier
			.of(() -> DurableDataSources.managers(beanFactory));
		DurableDataSources dataSources = new DurableDataSources(
				DatabaseInitializationMode.valueOf(properties.getDurable().getInitializeSchema().name()),
				properties.getDurable().getSchema());
		DurableStores stores = new DurableStores(managers, dataSources, dataSource::getIfUnique, (store, upgrade) -> {
			if (signalsReceiverRegistry.hasDurableReceivers()) {
				dataSources.initialize(store, upgrade);
			}
		}, properties.getDurable().getSchema());
		SingletonSupplier<CallHeaders> carrier = SingletonSupplier
			.of(() -> headers.getIfUnique(() -> CallHeaders.NONE));
		Supplier<List<StoredEntities>> all = SingletonSupplier.of(() -> entities.orderedStream().toList());
		return new DurableDelivery(signalsReceiverRegistry, stores, new AllStoredEntities(all),
				format(properties.getDurable(), mapper.getIfUnique(JsonMapper::shared), beanFactory),
				DurableReceiverSettings.of(properties, environment), () -> carrier.obtain().current(),
				SingletonSupplier.of(() -> contexts.orderedStream().toList()));
	}

	private static DurableFormat format(SignalsDurableProperties properties, JsonMapper mapper,
			ConfigurableListableBeanFactory beanFactory) {
		JsonMapper known = AggregateReferenceModule.addTo(mapper, beanFactory.getBeanClassLoader());
		return new DurableFormat(known, properties.getTypes(), new AuditedActors(beanFactory), properties.getOmitted(),
				new Renamed(properties.getRenamed(), properties.getRenamedEntities(), properties.getRenamedReceivers()),
				beanFactory.getBeanClassLoader());
	}

	@Bean
	@ConditionalOnMissingBean
	DurableCalls signalsDurableCalls(DurableDelivery delivery) {
		return delivery.calls();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ EntityManagerFactory.class, SessionFactoryImplementor.class,
			AbstractEntityManagerFactoryBean.class })
	static class SenderConfiguration {

		@Bean
		DurableSenderCheck signalsDurableSenderCheck(ReceiverRegistry signalsReceiverRegistry,
				ObjectProvider<PersistenceUnits> units, ObjectProvider<PersistenceCapture> capture,
				DurableDelivery delivery, ConfigurableListableBeanFactory beanFactory,
				ObjectProvider<CallContext> contexts, SignalsProperties properties) {
			TenantRules tenants = new TenantRules(signalsReceiverRegistry, contexts,
					properties.getDurable().getSchema());
			return new DurableSenderCheck(signalsReceiverRegistry, units, capture, delivery, beanFactory, tenants);
		}

	}

}
