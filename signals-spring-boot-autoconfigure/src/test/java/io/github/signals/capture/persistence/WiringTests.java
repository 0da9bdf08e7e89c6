package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.WiringModel.Gadget;
import io.github.signals.capture.persistence.WiringModel.Heard;
import io.github.signals.capture.persistence.WiringModel.Work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How the capture gets to know the session factories of an application.
 */
class WiringTests {

	private static final List<EventType<?>> EVENTS = List.of(EventType.FLUSH, EventType.AUTO_FLUSH, EventType.PERSIST,
			EventType.MERGE, EventType.DELETE, EventType.POST_INSERT, EventType.POST_UPDATE, EventType.POST_DELETE,
			EventType.PRE_INSERT, EventType.PRE_UPDATE, EventType.PRE_DELETE, EventType.POST_LOAD,
			EventType.POST_COLLECTION_UPDATE, EventType.POST_COLLECTION_RECREATE, EventType.POST_COLLECTION_REMOVE,
			EventType.POST_COMMIT_INSERT, EventType.POST_COMMIT_UPDATE, EventType.POST_COMMIT_DELETE);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class));

	private static void save(ApplicationContext context, String code, String unit) {
		in(context, unit, (em) -> em.persist(Gadget.of(code)));
	}

	private static void in(ApplicationContext context, String unit, Work work) {
		WiringModel.in(context.getBean(unit + "Manager", PlatformTransactionManager.class),
				context.getBean(unit + "Factory", EntityManagerFactory.class), work);
	}

	private static List<String> heard(ApplicationContext context) {
		return context.getBean(Heard.class).lines;
	}

	private static EntityManagerFactory factory(ApplicationContext context) {
		return context.getBean("firstFactory", EntityManagerFactory.class);
	}

	@Test // P25, P26, P27
	void nothingListensWhereNobodyHears() {
		this.runner.withUserConfiguration(First.class)
			.run((context) -> assertThat(EVENTS)
				.allSatisfy((event) -> assertThat(WiringModel.listeners(factory(context), event)).isEmpty()));
	}

	@Test // P23, P25
	void eachListenerIsRegisteredOnceWhenAReceiverNeedsIt() {
		this.runner.withUserConfiguration(First.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.postSave(Gadget.class).uid("saves"), (saved) -> {
			});
			EntityManagerFactory factory = factory(context);
			assertThat(WiringModel.listeners(factory, EventType.POST_INSERT)).isNotEmpty();
			for (EventType<?> unused : List.of(EventType.POST_DELETE, EventType.PRE_DELETE, EventType.POST_LOAD)) {
				assertThat(WiringModel.listeners(factory, unused)).isEmpty();
			}
			signals.disconnect("saves");
			signals.connect(ReceiverSpec.postSave(Gadget.class), (saved) -> {
			});
			signals.connect(ReceiverSpec.preDelete(Gadget.class), (deleting) -> {
			});
			signals.connect(LoadSignalTests.loads(), (loaded) -> {
			});
			assertThat(EVENTS)
				.allSatisfy((event) -> assertThat(WiringModel.listeners(factory, event)).doesNotHaveDuplicates());
			assertThat(WiringModel.listeners(factory, EventType.PRE_DELETE)).isNotEmpty();
			assertThat(WiringModel.listeners(factory, EventType.POST_LOAD))
				.containsExactly(LoadListener.class.getName());
		});
	}

	@Test // P25, P26, P27
	void noListenerRunsAfterTheCommitInHibernate() {
		this.runner.withUserConfiguration(First.class, WiringModel.Application.class).run((context) -> {
			for (EventType<?> event : List.of(EventType.POST_COMMIT_INSERT, EventType.POST_COMMIT_UPDATE,
					EventType.POST_COMMIT_DELETE)) {
				assertThat(WiringModel.listeners(factory(context), event)).isEmpty();
			}
		});
	}

	@Test // P11, P25, Behaviours 109
	void aReferenceIsDeletedWithoutBeingLoadedIfNobodyHearsOfDeletes() {
		this.runner.withUserConfiguration(First.class, WiringModel.Application.class).run((context) -> {
			save(context, "a", "first");
			save(context, "b", "first");
			assertThat(statements(context, () -> removeReference(context, "a"))).isOne();
			List<Object> deleted = new ArrayList<>();
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postDelete(Gadget.class), (signal) -> deleted.add(signal.instance().code));
			assertThat(statements(context, () -> removeReference(context, "b"))).isEqualTo(2);
			assertThat(deleted).containsExactly("b");
		});
	}

	private static void removeReference(ApplicationContext context, String code) {
		WiringModel.in(context.getBean(PlatformTransactionManager.class), factory(context),
				(em) -> em.remove(em.getReference(Gadget.class, code)));
	}

	private static long statements(ApplicationContext context, Runnable work) {
		SessionFactoryImplementor factory = factory(context).unwrap(SessionFactoryImplementor.class);
		factory.getStatistics().clear();
		work.run();
		return factory.getStatistics().getPrepareStatementCount();
	}

	@Test // S12, P31; Behaviours 118
	void everyFactoryIsCapturedAndItsManagerIsNamed() {
		this.runner.withUserConfiguration(First.class, Second.class, WiringModel.Application.class).run((context) -> {
			save(context, "a", "first");
			save(context, "b", "second");
			assertThat(heard(context)).containsExactly("created a using firstManager", "created b using secondManager");
			List<Object> later = new ArrayList<>();
			context.getBean(Signals.class)
				.connect(ReceiverSpec.preSave(Gadget.class), (saving) -> later.add(saving.context().using()));
			save(context, "c", "first");
			save(context, "d", "second");
			assertThat(later).containsExactly("firstManager", "secondManager");
		});
	}

	@Test // S12, P15, P20
	void whatIsFlushedIsHeardWithTheTransactionOfItsFactory() {
		this.runner.withUserConfiguration(First.class, Second.class).run((context) -> {
			List<Object> later = new ArrayList<>();
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(Gadget.class).delivery(Delivery.AFTER_COMMIT),
						(saved) -> later.add(saved.instance().code + " using " + saved.context().using()));
			in(context, "first", (outer) -> {
				outer.persist(Gadget.of("outer"));
				in(context, "second", (inner) -> {
					inner.persist(Gadget.of("inner"));
					outer.persist(Gadget.of("too"));
					outer.flush();
				});
				assertThat(later).containsExactly("inner using secondManager");
			});
			assertThat(later).containsExactly("inner using secondManager", "outer using firstManager",
					"too using firstManager");
		});
	}

	@Test // P24
	void startingDoesNotWaitForAFactoryInTheBackground() {
		this.runner.withUserConfiguration(InTheBackground.class, WiringModel.Application.class, Gate.class)
			.run((context) -> {
				assertThat(context.getBean(Bootstrap.class).waited).isTrue();
				save(context, "a", "first");
				assertThat(heard(context)).containsExactly("created a using firstManager");
			});
	}

	@Test // P32
	void theIntegratorsOfTheApplicationAreKept() {
		for (Object given : List.of(new Own(), Own.class, Own.class.getName())) {
			Own.integrated = 0;
			OwnIntegrator.given = given;
			this.runner.withUserConfiguration(OwnIntegrator.class, WiringModel.Application.class).run((context) -> {
				assertThat(Own.integrated).isOne();
				save(context, "a", "first");
				assertThat(heard(context)).containsExactly("created a using firstManager");
			});
		}
	}

	@Test
	void itIsLeftOutIfItIsToldTo() {
		for (String property : List.of("signals.capture.persistence=false", "signals.enabled=false")) {
			this.runner.withUserConfiguration(First.class, WiringModel.Application.class)
				.withPropertyValues(property)
				.run((context) -> {
					assertThat(context).hasNotFailed().doesNotHaveBean(PersistenceCapture.class);
					save(context, property, "first");
					assertThat(heard(context)).isEmpty();
				});
		}
	}

	@Test
	void backsOffWhenHibernateIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader("org.hibernate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PersistenceCapture.class));
	}

	@Test // P46
	void beansMayBeCreatedLate() {
		this.runner.withUserConfiguration(First.class, WiringModel.Application.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				save(context, "a", "first");
				assertThat(heard(context)).containsExactly("created a using firstManager");
			});
	}

	@Test // P23, P49
	void aFactoryThatOutlivesTheContextIsLeftAlone() {
		try (SharedFactory shared = new SharedFactory()) {
			List<List<String>> stories = new ArrayList<>();
			for (String code : List.of("a", "b")) {
				run(shared, (context) -> {
					save(context, code, "first");
					stories.add(heard(context));
				});
				assertThat(WiringModel.listeners(shared.factory, EventType.FLUSH)).doesNotHaveDuplicates();
				assertThat(
						EventListeners.of(shared.factory).capture().signals().registry().hasReceivers(PostSave.class))
					.isFalse();
				JpaTransactionManager manager = new JpaTransactionManager(shared.factory);
				WiringModel.in(manager, shared.factory, (em) -> em.persist(Gadget.of("after " + code)));
				WiringModel.in(manager, shared.factory, (em) -> em.remove(em.find(Gadget.class, code)));
			}
			assertThat(stories).containsExactly(List.of("created a using firstManager"),
					List.of("created b using firstManager"));
		}
	}

	@Test // P23
	void aContextHearsOfDeletesThoughAnEarlierOneHasHeardOfStatementsOnly() {
		try (SharedFactory shared = new SharedFactory()) {
			runnerOf(shared).run((context) -> context.getBean(Signals.class)
				.connect(ReceiverSpec.bulkWrite(Gadget.class).delivery(Delivery.AFTER_COMMIT), (written) -> {
				}));
			List<String> heard = new ArrayList<>();
			runnerOf(shared).run((context) -> {
				hearAll(context, "second", heard);
				save(context, "a", "first");
				in(context, "first", (em) -> em.remove(em.find(Gadget.class, "a")));
			});
			assertThat(heard).containsExactly("second saved a", "second deleted a");
		}
	}

	@Test // P23
	void aContextThatHearsNothingLeavesTheFactoryToOneThatDoes() {
		try (SharedFactory shared = new SharedFactory()) {
			List<String> heard = new ArrayList<>();
			runnerOf(shared).run((first) -> {
				runnerOf(shared).run((second) -> {
					hearAll(second, "second", heard);
					save(second, "a", "first");
					assertThatIllegalStateException().isThrownBy(() -> hearAll(first, "first", heard))
						.withMessageContaining(
								"The writes of shared are already captured by another application context");
				});
			});
			assertThat(heard).containsExactly("second saved a");
		}
	}

	@Test // P23
	void aContextThatClosesLeavesTheFactoryOfAnotherAlone() {
		try (SharedFactory shared = new SharedFactory()) {
			List<String> heard = new ArrayList<>();
			ConfigurableApplicationContext[] silent = new ConfigurableApplicationContext[1];
			runnerOf(shared).run((first) -> {
				silent[0] = first.getSourceApplicationContext(ConfigurableApplicationContext.class);
				runnerOf(shared).run((second) -> {
					hearAll(second, "second", heard);
					silent[0].close();
					save(second, "a", "first");
				});
			});
			assertThat(heard).containsExactly("second saved a");
		}
	}

	private static void isRefused(AssertableApplicationContext context) {
		assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("The writes of shared are already captured by another application context");
	}

	private static void hearAll(ApplicationContext context, String name, List<String> heard) {
		Signals signals = context.getBean(Signals.class);
		signals.connect(ReceiverSpec.postSave(Gadget.class),
				(saved) -> heard.add(name + " saved " + saved.instance().code));
		signals.connect(ReceiverSpec.postDelete(Gadget.class),
				(deleted) -> heard.add(name + " deleted " + deleted.instance().code));
	}

	@Test // P23
	void aFactoryIsCapturedByOneContextOnly() {
		try (SharedFactory shared = new SharedFactory()) {
			run(shared, (context) -> run(shared, WiringTests::isRefused));
		}
	}

	private void run(SharedFactory shared, ContextWork work) {
		runnerOf(shared).withUserConfiguration(WiringModel.Application.class).run(work::with);
	}

	private ApplicationContextRunner runnerOf(SharedFactory shared) {
		return this.runner
			.withBean("firstFactory", EntityManagerFactory.class, () -> shared.factory,
					(definition) -> definition.setDestroyMethodName(""))
			.withBean("firstManager", JpaTransactionManager.class, () -> new JpaTransactionManager(shared.factory));
	}

	interface ContextWork {

		void with(AssertableApplicationContext context);

	}

	/** A factory that belongs to nobody's context. */
	static final class SharedFactory implements AutoCloseable {

		private final LocalContainerEntityManagerFactoryBean bean = WiringModel.factory("shared");

		final SessionFactoryImplementor factory;

		SharedFactory() {
			this.bean.afterPropertiesSet();
			this.factory = this.bean.getNativeEntityManagerFactory().unwrap(SessionFactoryImplementor.class);
		}

		@Override
		public void close() {
			this.bean.destroy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class First {

		@Bean
		LocalContainerEntityManagerFactoryBean firstFactory() {
			return WiringModel.factory("first");
		}

		@Bean
		JpaTransactionManager firstManager(EntityManagerFactory firstFactory) {
			return new JpaTransactionManager(firstFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		LocalContainerEntityManagerFactoryBean secondFactory() {
			return WiringModel.factory("second");
		}

		@Bean
		JpaTransactionManager secondManager(EntityManagerFactory secondFactory) {
			return new JpaTransactionManager(secondFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIntegrator {

		static Object given = new Own();

		@Bean
		LocalContainerEntityManagerFactoryBean firstFactory() {
			LocalContainerEntityManagerFactoryBean factory = WiringModel.factory("integrator");
			factory.getJpaPropertyMap().put("hibernate.integrator_provider", given);
			return factory;
		}

		@Bean
		JpaTransactionManager firstManager(EntityManagerFactory firstFactory) {
			return new JpaTransactionManager(firstFactory);
		}

	}

	static class Own implements IntegratorProvider {

		static int integrated;

		@Override
		public List<Integrator> getIntegrators() {
			return List.of(new Integrator() {

				@Override
				public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
					integrated++;
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InTheBackground {

		@Bean
		Bootstrap bootstrap() {
			return new Bootstrap();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean firstFactory(Bootstrap bootstrap) {
			LocalContainerEntityManagerFactoryBean factory = WiringModel.factory("background");
			factory.setBootstrapExecutor(bootstrap);
			return factory;
		}

		@Bean
		JpaTransactionManager firstManager(EntityManagerFactory firstFactory) {
			return new JpaTransactionManager(firstFactory);
		}

	}

	/** Builds the factory only when all beans are there. */
	static class Bootstrap extends SimpleAsyncTaskExecutor {

		private static final long serialVersionUID = 1L;

		final transient CountDownLatch gate = new CountDownLatch(1);

		volatile boolean waited;

		@Override
		protected void doExecute(Runnable task) {
			super.doExecute(() -> {
				try {
					this.waited = this.gate.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				task.run();
			});
		}

	}

	static class Gate {

		Gate(Bootstrap bootstrap, JpaTransactionManager manager, Signals signals, Heard heard) {
			bootstrap.gate.countDown();
		}

	}

}
