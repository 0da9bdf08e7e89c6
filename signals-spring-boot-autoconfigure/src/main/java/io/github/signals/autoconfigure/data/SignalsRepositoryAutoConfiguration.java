package io.github.signals.autoconfigure.data;

import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.data.convert.CustomConversions;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.support.Repositories;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.autoconfigure.ActorSource;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.capture.repository.EntityMappings;
import io.github.signals.capture.repository.MappedEntities;
import io.github.signals.declaration.ReceiverScanner;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.EntityCatalogs;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.StartupFindings;

/**
 * Auto-configuration for the capture of Spring Data repositories of any store.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass(RepositoryFactoryBeanSupport.class)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsRepositoryAutoConfiguration {

	@Bean
	@ConditionalOnBooleanProperty(name = "signals.capture.repositories", matchIfMissing = true)
	static RepositoryCaptureBeanPostProcessor signalsRepositoryCaptureBeanPostProcessor(
			ObjectProvider<ReceiverScanner> scanner, ObjectProvider<Dispatcher> dispatcher,
			ObjectProvider<EntityMappings> mappings) {
		return new RepositoryCaptureBeanPostProcessor(scanner, dispatcher, mappings);
	}

	@Bean
	BulkQueryCheck signalsBulkQueryCheck(ConfigurableListableBeanFactory beanFactory,
			ReceiverRegistry signalsReceiverRegistry, ObjectProvider<EntityCatalog> catalogs,
			StartupFindings signalsStartupFindings, SignalsProperties properties) {
		return new BulkQueryCheck(beanFactory, signalsReceiverRegistry,
				() -> EntityCatalogs.of(catalogs.stream().toList()).types(), properties.getBulk().isStartupWarning(),
				signalsStartupFindings);
	}

	@Bean
	ReactiveRepositoryCheck signalsReactiveRepositoryCheck(ConfigurableListableBeanFactory beanFactory,
			ReceiverRegistry signalsReceiverRegistry) {
		return new ReactiveRepositoryCheck(beanFactory, signalsReceiverRegistry,
				() -> ClassUtils.isPresent("org.reactivestreams.Publisher", beanFactory.getBeanClassLoader()),
				RepositoryMetadata::isReactiveRepository);
	}

	@Bean
	EntityMappings signalsEntityMappings(ConfigurableListableBeanFactory beanFactory) {
		MappingContexts contexts = new MappingContexts(beanFactory);
		return new EntityMappings(contexts::present, contexts::areAllPresent, contexts::areAlone);
	}

	@Bean
	@Order(2)
	MappedEntities signalsMappedEntities(ObjectProvider<EntityMappings> mappings,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<CustomConversions> conversions) {
		return new MappedEntities(SingletonSupplier.of(mappings::getObject),
				SingletonSupplier.of(() -> new Repositories(beanFactory)), () -> conversions.orderedStream().toList(),
				JdbcEntityRows.of(beanFactory));
	}

	@Bean
	ActorSource signalsActorSource(ObjectProvider<AuditorAware<?>> auditorAware) {
		Supplier<Optional<AuditorAware<?>>> auditor = SingletonSupplier
			.of(() -> Optional.ofNullable(auditorAware.getIfUnique()));
		return () -> auditor.get().flatMap(AuditorAware::getCurrentAuditor).orElse(null);
	}

}
