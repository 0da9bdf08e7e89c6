package io.github.signals.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.DurableCalls;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.Signals;
import io.github.signals.declaration.DeclaredReceiverFactory;
import io.github.signals.declaration.EventListenerBridge;
import io.github.signals.declaration.MuteCheck;
import io.github.signals.declaration.ReceiverBeans;
import io.github.signals.declaration.ReceiverScanner;
import io.github.signals.declaration.SpecifiedReceivers;
import io.github.signals.delivery.AsyncDelivery;
import io.github.signals.delivery.DeliveryDecorator;
import io.github.signals.delivery.DetachedCalls;
import io.github.signals.delivery.ReloadedCall;
import io.github.signals.delivery.SuspendedTransactions;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DefaultSignals;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.EntityCatalogs;
import io.github.signals.dispatch.FailureRate;
import io.github.signals.dispatch.ForeignEvents;
import io.github.signals.dispatch.LoggingErrorHandler;
import io.github.signals.dispatch.NoDurableCalls;
import io.github.signals.dispatch.ReceiverConnector;
import io.github.signals.dispatch.ReceiverFactory;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RecursionLimit;
import io.github.signals.dispatch.SlowReceiverWatch;
import io.github.signals.dispatch.StartupFindings;
import io.github.signals.dispatch.StoredEntities;

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
	@ConditionalOnMissingBean
	StartupFindings signalsStartupFindings() {
		return new StartupFindings();
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
				SingletonSupplier.of(recorder::getObject), new LostAnswers(),
				new RecursionLimit(properties.getRecursion().getMaxDepth()));
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
		AsyncCalls calls = new AsyncCalls(beanFactory, async.getExecutor(), decorators);
		return new AsyncDelivery(calls.executor(), async.getThreads(), async.getQueueCapacity(),
				async.getShutdownTimeout(), calls::carry);
	}

	@Bean
	ReceiverFactory signalsReceiverFactory(ConfigurableListableBeanFactory beanFactory, SignalsProperties properties,
			AsyncDelivery signalsAsyncDelivery, ObjectProvider<CallDecorator> watchers,
			ObjectProvider<ReceiverErrorHandler> errorHandler, Environment environment) {
		ReceiverErrorHandler logging = new LoggingErrorHandler();
		SingletonSupplier<ReceiverErrorHandler> handler = SingletonSupplier
			.of(() -> errorHandler.getIfUnique(() -> logging));
		return new ReceiverFactory(
				new DeliveryDecorator(new SuspendedTransactions(transactionManagers(beanFactory)),
						signalsAsyncDelivery),
				SingletonSupplier.of(() -> all(watchers.orderedStream().toList())), new ConnectionHint(handler::obtain),
				new FailureRate(properties.getFailureRateThreshold()), new ReceiverSwitch(properties, environment),
				new RecursionLimit(properties.getRecursion().getMaxDepth()));
	}

	@Bean
	DeclaredReceiverFactory signalsDeclaredReceiverFactory(ConfigurableListableBeanFactory beanFactory,
			ReceiverBeans signalsReceiverBeans, ReceiverFactory signalsReceiverFactory,
			ObjectProvider<StoredEntities> entities) {
		StoredEntities all = new AllStoredEntities(SingletonSupplier.of(() -> entities.orderedStream().toList()));
		return new DeclaredReceiverFactory(beanFactory, signalsReceiverBeans, signalsReceiverFactory,
				(call) -> new ReloadedCall(call, all, new ManagersByName(beanFactory)::find));
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
	Signals signals(Dispatcher signalsDispatcher, DeclaredReceiverFactory signalsDeclaredReceiverFactory,
			ObjectProvider<ReceiverScanner> signalsReceiverScanner, ObjectProvider<DurableCalls> durable,
			AsyncDelivery signalsAsyncDelivery, ReceiverFactory signalsReceiverFactory,
			ListableBeanFactory beanFactory) {
		// Beans may send signals before all singletons have been created.
		ReceiverScanner scanner = signalsReceiverScanner.getIfAvailable();
		ReceiverRegistry registry = signalsDispatcher.registry();
		ReceiverConnector connector = new SpecifiedReceivers(registry, signalsDeclaredReceiverFactory, scanner);
		return new DefaultSignals(signalsDispatcher, connector, new MuteCheck(registry),
				() -> durable.getIfAvailable(NoDurableCalls::new),
				new DetachedCalls(new SuspendedTransactions(transactionManagers(beanFactory)), signalsAsyncDelivery),
				signalsReceiverFactory);
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
		UnsentSignalsWarning signalsUnsentSignalsWarning(ReceiverRegistry signalsReceiverRegistry,
				ConfigurableListableBeanFactory beanFactory) {
			return new UnsentSignalsWarning(signalsReceiverRegistry, beanFactory);
		}

		@Bean
		ReceiverScanner signalsReceiverScanner(ConfigurableListableBeanFactory beanFactory,
				ReceiverBeans signalsReceiverBeans, ApplicationContext applicationContext,
				ReceiverRegistry signalsReceiverRegistry, DeclaredReceiverFactory signalsDeclaredReceiverFactory,
				ObjectProvider<EntityCatalog> catalog, SignalsProperties properties,
				ObjectProvider<ForeignEvents> foreign) {
			return new ReceiverScanner(beanFactory, signalsReceiverBeans, signalsReceiverRegistry,
					signalsDeclaredReceiverFactory,
					new EventListenerBridge(applicationContext, foreign.getIfUnique(() -> ForeignEvents.NONE)),
					() -> EntityCatalogs.of(catalog.stream().toList()), properties.isStartupReport(),
					() -> TestSlice.isOne(beanFactory));
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
