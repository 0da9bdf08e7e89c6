package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.DurableCalls;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.Signals;
import io.github.signals.delivery.AsyncDelivery;
import io.github.signals.delivery.DeliveryDecorator;
import io.github.signals.delivery.SuspendedTransactions;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DefaultSignals;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.EntityCatalogs;
import io.github.signals.dispatch.EventListenerBridge;
import io.github.signals.dispatch.FailureRate;
import io.github.signals.dispatch.LoggingErrorHandler;
import io.github.signals.dispatch.NoDurableCalls;
import io.github.signals.dispatch.ReceiverBeans;
import io.github.signals.dispatch.ReceiverFactory;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.ReceiverScanner;
import io.github.signals.dispatch.SlowReceiverWatch;

/**
 * Auto-configuration for signals: which receivers are called, and when. In a hierarchy of
 * contexts, the parent's registry is used, so that each receiver hears what any of the
 * contexts saves.
 * <p>
 * A bean method parameter that has the name of its bean is resolved without examining all
 * beans of the application; so is a bean that an ancestor already has. The registry,
 * journals, dispatcher and watch can therefore only be replaced by beans of the same
 * name.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(SignalsProperties.class)
public final class SignalsAutoConfiguration {

	@Bean
	static ConfigurationCheck signalsConfigurationCheck(Environment environment) {
		return new ConfigurationCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean(name = "signalsReceiverRegistry")
	ReceiverRegistry signalsReceiverRegistry() {
		return new ReceiverRegistry();
	}

	@Bean
	static ReceiverBeans signalsReceiverBeans(ApplicationContext applicationContext) {
		return new ReceiverBeans(((ConfigurableApplicationContext) applicationContext)::isClosed);
	}

	@Bean
	@ConditionalOnMissingBean(name = "signalsTransactionJournals")
	TransactionJournals signalsTransactionJournals(ReceiverRegistry signalsReceiverRegistry,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<CallRecorder> recorder,
			SignalsProperties properties) {
		return new TransactionJournals(signalsReceiverRegistry, transactionManagers(beanFactory),
				SingletonSupplier.of(recorder::getObject), new LostAnswers(), properties.getRecursion().getMaxDepth());
	}

	@Bean
	static TransactionManagerBeanPostProcessor signalsTransactionManagerBeanPostProcessor(
			ObjectProvider<TransactionJournals> journals) {
		return new TransactionManagerBeanPostProcessor(journals);
	}

	@Bean
	@ConditionalOnMissingBean(name = "signalsDispatcher")
	Dispatcher signalsDispatcher(ReceiverRegistry signalsReceiverRegistry,
			TransactionJournals signalsTransactionJournals, ObjectProvider<ActorSource> actorSource) {
		Supplier<Optional<ActorSource>> source = SingletonSupplier
			.of(() -> Optional.ofNullable(actorSource.getIfAvailable()));
		return new Dispatcher(signalsReceiverRegistry, signalsTransactionJournals,
				() -> source.get().map(ActorSource::currentActor).orElse(null));
	}

	@Bean
	@ConditionalOnMissingBean
	AsyncDelivery signalsAsyncDelivery(SignalsProperties properties, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<TaskDecorator> decorators) {
		SignalsProperties.Async async = properties.getAsync();
		String name = async.getExecutor();
		Supplier<Executor> given = (name != null) ? () -> executor(beanFactory, name) : null;
		SingletonSupplier<UnaryOperator<Runnable>> carrier = SingletonSupplier
			.of(() -> carrier((given == null) ? decorators.orderedStream() : Stream.of(),
					beanFactory.getBeanClassLoader()));
		return new AsyncDelivery(given, async.getThreads(), async.getQueueCapacity(), async.getShutdownTimeout(),
				(work) -> carrier.obtain().apply(work));
	}

	/**
	 * As Boot does it for its own executor, and always with what is bound to the thread.
	 */
	private static UnaryOperator<Runnable> carrier(Stream<TaskDecorator> decorators,
			@Nullable ClassLoader classLoader) {
		List<TaskDecorator> all = new ArrayList<>(decorators.toList());
		if (ClassUtils.isPresent("io.micrometer.context.ContextSnapshot", classLoader)
				&& all.stream().noneMatch(ContextPropagatingTaskDecorator.class::isInstance)) {
			all.add(new ContextPropagatingTaskDecorator());
		}
		return (work) -> {
			Runnable decorated = work;
			for (TaskDecorator decorator : all) {
				decorated = decorator.decorate(decorated);
			}
			return decorated;
		};
	}

	private static Executor executor(BeanFactory beanFactory, String name) {
		try {
			return beanFactory.getBean(name, Executor.class);
		}
		catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException ex) {
			throw new InvalidConfigurationPropertyValueException("signals.async.executor", name,
					"It must be the name of an Executor bean. Remove the property to use the library's own executor.");
		}
	}

	@Bean
	ReceiverFactory signalsReceiverFactory(ConfigurableListableBeanFactory beanFactory,
			ReceiverBeans signalsReceiverBeans, SignalsProperties properties, AsyncDelivery signalsAsyncDelivery,
			ObjectProvider<CallDecorator> watchers, ObjectProvider<ReceiverErrorHandler> errorHandler,
			Environment environment) {
		ReceiverErrorHandler logging = new LoggingErrorHandler();
		SingletonSupplier<ReceiverErrorHandler> handler = SingletonSupplier
			.of(() -> errorHandler.getIfUnique(() -> logging));
		return new ReceiverFactory(beanFactory, signalsReceiverBeans,
				new DeliveryDecorator(new SuspendedTransactions(transactionManagers(beanFactory)),
						signalsAsyncDelivery),
				SingletonSupplier.of(() -> all(watchers.orderedStream().toList())), new ConnectionHint(handler::obtain),
				new FailureRate(properties.getFailureRateThreshold()), new ReceiverSwitch(properties, environment),
				properties.getRecursion().getMaxDepth());
	}

	private static CallDecorator all(List<CallDecorator> watchers) {
		CallDecorator all = CallDecorator.NONE;
		for (CallDecorator inner : watchers) {
			CallDecorator outer = all;
			all = (receiver, call) -> outer.decorate(receiver, inner.decorate(receiver, call));
		}
		return all;
	}

	private static Supplier<List<PlatformTransactionManager>> transactionManagers(ListableBeanFactory beanFactory) {
		return SingletonSupplier.of(() -> List
			.copyOf(BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, PlatformTransactionManager.class)
				.values()));
	}

	@Bean
	@ConditionalOnMissingBean
	Signals signals(Dispatcher signalsDispatcher, ReceiverFactory signalsReceiverFactory,
			ObjectProvider<ReceiverScanner> signalsReceiverScanner, ObjectProvider<DurableCalls> durable) {
		// Beans may send signals before all singletons have been created.
		ReceiverScanner scanner = signalsReceiverScanner.getIfAvailable();
		return new DefaultSignals(signalsDispatcher, signalsReceiverFactory,
				() -> durable.getIfAvailable(NoDurableCalls::new), (spec) -> {
					if (scanner != null) {
						scanner.check(spec);
					}
				});
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
	static class ReceiverConfiguration {

		@Bean
		UnknownReceiverWarning signalsUnknownReceiverWarning(SignalsProperties properties,
				ReceiverRegistry signalsReceiverRegistry) {
			return new UnknownReceiverWarning(properties, signalsReceiverRegistry);
		}

		@Bean
		ReceiverScanner signalsReceiverScanner(ConfigurableListableBeanFactory beanFactory,
				ReceiverBeans signalsReceiverBeans, ApplicationContext applicationContext,
				ReceiverRegistry signalsReceiverRegistry, ReceiverFactory signalsReceiverFactory,
				ObjectProvider<EntityCatalog> catalog, SignalsProperties properties) {
			return new ReceiverScanner(beanFactory, signalsReceiverBeans, signalsReceiverRegistry,
					signalsReceiverFactory, new EventListenerBridge(applicationContext),
					() -> EntityCatalogs.of(catalog.stream().toList()), properties.isStartupReport());
		}

		@Bean
		@ConditionalOnMissingBean(name = "signalsSlowReceiverWatch")
		SlowReceiverWatch signalsSlowReceiverWatch(ReceiverRegistry signalsReceiverRegistry,
				SignalsProperties properties) {
			return new SlowReceiverWatch(signalsReceiverRegistry, properties.getSlowReceiverThreshold());
		}

		@Bean
		ScannedReceiversCheck signalsScannedReceiversCheck(ConfigurableListableBeanFactory beanFactory,
				ReceiverScanner signalsReceiverScanner) {
			return new ScannedReceiversCheck(beanFactory, signalsReceiverScanner);
		}

		@Bean
		DurableReceiverCheck signalsDurableReceiverCheck(ReceiverRegistry signalsReceiverRegistry,
				ReceiverScanner signalsReceiverScanner, ObjectProvider<CallRecorder> recorder,
				ConfigurableListableBeanFactory beanFactory) {
			return new DurableReceiverCheck(signalsReceiverRegistry, signalsReceiverScanner, recorder, beanFactory);
		}

	}

}
