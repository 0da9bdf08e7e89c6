package io.github.signals.declaration;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;

import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDelete;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.PreSave;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for declarations that stop the startup.
 */
class StartupChecksTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class));

	@Test
	void senderThatCannotBeFound() { // S14, Behaviours 1
		record Wrong() {

			@PostSaveReceiver
			void nothing() {
			}

			@PostSaveReceiver
			void createdAlone(boolean created) {
			}

		}
		assertThat(problems(Wrong.class)).extracting(DeclarationProblem::method)
			.containsExactlyInAnyOrder("Wrong.nothing()", "Wrong.createdAlone(boolean)");
		assertThat(problems(Wrong.class)).allSatisfy((problem) -> {
			assertThat(problem.beanName()).isEqualTo("wrong");
			assertThat(problem.rule())
				.isEqualTo("The receiver has no sender: neither the annotation nor a parameter" + " names one.");
			assertThat(problem.remedy()).contains("@PostSaveReceiver(Order.class)");
		});
	}

	@Test
	void loadsAreHeardInTheTransactionOnly() { // S14
		record Wrong() {

			@Receiver(value = PostLoad.class, delivery = Delivery.AFTER_COMMIT)
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)",
				"PostLoad is sent while an entity is loaded, so its delivery must be IN_TRANSACTION, not AFTER_COMMIT.",
				"Remove the delivery.");
	}

	@Test
	void aBulkWriteHasNoInstance() { // S8, S14
		record Wrong() {

			@BulkWriteReceiver
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)", "A BulkWrite is about many rows and has no instance.",
				"BulkWrite<Order>");
	}

	@Test
	void idsAreToldOfABulkWriteOnly() { // S8, S14
		record Wrong() {

			@Receiver(value = PostSave.class, ids = true)
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)",
				"'ids' asks for the identifiers of the rows that a statement writes, which only BulkWrite reports.",
				"hear only BulkWrite");
	}

	@Test
	void aCollectionThatIsNoneIsRefused() { // S14
		record Wrong() {

			@CollectionChangeReceiver(changed = "status")
			void on(Order order) {
			}

			@CollectionChangeReceiver(changed = "lines")
			void mapped(Order order) {
			}

			@CollectionChangeReceiver(changed = "tags")
			void fine(Order order) {
			}

		}
		this.runner.withUserConfiguration(Wrong.class).withBean(OrdersAndBooks.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure())
				.hasMessageContainingAll("on(Order)", "'status', which is not a collection", "Hear PostSave",
						"mapped(Order)", "'lines', which has no rows of its own", "PostDelete of the elements")
				.hasMessageNotContaining("fine(Order)");
		});
	}

	@Test
	void signalThatCannotBeFound() { // S14
		record Wrong() {

			@Receiver
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)",
				"No signal would reach this receiver: neither the annotation nor" + " a parameter names one.",
				"@Receiver(PostSave.class)");
	}

	@Test
	void parameterThatIsNoEntity() { // S14, Behaviours 1
		record Wrong() {

			@PostSaveReceiver
			void on(String name, Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(String, Order)", "A parameter of type String cannot be supplied",
				"Take the instance, boolean created, Changes, the signal, SignalContext, SignalNotes or Snapshot.");
	}

	@Test
	void parameterThatIsASecondEntity() { // S14
		record Wrong() {

			@PostSaveReceiver(Order.class)
			void on(Order order, Book book) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order, Book)", "A parameter of type Book cannot be supplied", "Take the");
	}

	@Test
	void parameterThatFitsOnlyOneOfTheSenders() { // S14
		record Wrong() {

			@PostSaveReceiver(sender = { Order.class, Book.class })
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)", "A parameter of type Order cannot be supplied", "Take the");
	}

	@Test
	void parameterThatIsAnotherSignal() { // S14
		record Wrong() {

			@Receiver({ PostSave.class, PostDelete.class })
			void on(PostSave<Order> saved) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(PostSave)", "A parameter of type PostSave cannot be supplied",
				"Take a type that all of its signals share.");
	}

	@Test
	void createdOfASignalThatHasNone() { // S14
		record Wrong() {

			@PostDeleteReceiver
			void on(Order order, boolean created) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order, boolean)", "A parameter of type boolean cannot be supplied",
				"hear only PreSave and PostSave");
	}

	@Test
	void changesOfASignalThatHasNone() { // S14
		record Wrong() {

			@PostDeleteReceiver
			void on(Order order, Changes changes) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order, Changes)", "A parameter of type Changes cannot be supplied",
				"hear only PreSave and PostSave");
	}

	@Test
	void onAndChangedOfASignalThatHasNone() { // S14
		record Wrong() {

			@Receiver(value = PreDelete.class, on = On.CREATED)
			void on(Order order) {
			}

			@Receiver(value = { PostSave.class, PostDelete.class }, changed = "status")
			void changed(Order order) {
			}

		}
		List<DeclarationProblem> problems = problems(Wrong.class);
		assertThat(problems).extracting(DeclarationProblem::rule)
			.satisfiesExactlyInAnyOrder((rule) -> assertThat(rule).startsWith("'on' depends on"),
					(rule) -> assertThat(rule).startsWith("'changed' depends on"));
		assertThat(problems).extracting(DeclarationProblem::remedy)
			.containsExactlyInAnyOrder("Remove 'on', or hear only PreSave and PostSave.",
					"Remove 'changed', or hear only PreSave and PostSave, or only CollectionChange.");
	}

	@Test
	void preSignalAfterTheCommit() { // S14
		record Wrong() {

			@Receiver(value = PreSave.class, delivery = Delivery.AFTER_COMMIT)
			void save(Order order) {
			}

			@Receiver(delivery = Delivery.BEFORE_COMMIT)
			void delete(PreDelete<Order> deleting) {
			}

		}
		List<DeclarationProblem> problems = problems(Wrong.class);
		assertThat(problems).extracting(DeclarationProblem::rule)
			.satisfiesExactlyInAnyOrder((rule) -> assertThat(rule).contains("must be IN_TRANSACTION, not AFTER_COMMIT"),
					(rule) -> assertThat(rule).contains("must be IN_TRANSACTION, not BEFORE_COMMIT"));
		assertThat(problems).extracting(DeclarationProblem::remedy)
			.containsOnly("Remove the delivery, or hear PostSave or PostDelete.");
	}

	@Test
	void sameUidTwice() { // S14, P48, Behaviours 12
		record Wrong() {

			@PostSaveReceiver(dispatchUid = "audit")
			void one(Order order) {
			}

			@PostSaveReceiver(dispatchUid = "audit")
			void two(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.two(Order)", "The uid 'audit' is already used by Wrong.one(Order).",
				"its own dispatchUid");
	}

	@Test
	void conditionThatReadsWhatTheSignalDoesNotTell() { // S14
		record Wrong() {

			@PreDeleteReceiver(condition = "!created and instance.total > 1")
			void on(Order order) {
			}

			@PreSaveReceiver(condition = "instance.created and 'created' != 'changes'")
			void fine(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)",
				"The condition reads 'created', which only PreSave and PostSave provide.",
				"hear only PreSave and PostSave");
	}

	@Test
	void conditionThatDoesNotParse() { // S14
		record Wrong() {

			@PostSaveReceiver(condition = "instance.total >")
			void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)", "The condition is not a valid SpEL expression:",
				"boolean expression");
	}

	@Test
	void staticMethod() { // S14
		record Wrong() {

			@PostSaveReceiver
			static void on(Order order) {
			}

		}
		assertProblem(Wrong.class, "Wrong.on(Order)",
				"A static method cannot be a receiver, because it is not called" + " on a bean.",
				"Make it non-static.");
	}

	@Test
	void asyncMethodThatReturnsAValue() { // S14, P47
		class Wrong {

			@PostSaveReceiver
			@Async
			String on(Order order) {
				return "";
			}

			@PostSaveReceiver
			@Async
			void fine(Order order) {
			}

			@PostSaveReceiver
			@Async
			Future<?> alsoFine(Order order) {
				throw new UnsupportedOperationException();
			}

		}
		List<DeclarationProblem> problems = problemsOf(this.runner.withBean("wrong", Wrong.class, Wrong::new));
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).rule()).isEqualTo("An @Async method cannot return String.");
		assertThat(problems.get(0).remedy()).isEqualTo("Return void or a Future.");
	}

	@Test
	void privateOrFinalMethodOfAClassProxy() { // S14, P47
		List<DeclarationProblem> problems = problemsOf(
				this.runner.withUserConfiguration(ClassProxies.class).withBean("advised", Advised.class));
		assertThat(problems).extracting(DeclarationProblem::method)
			.containsExactly("Advised.hidden(Order)", "Advised.fixed(Order)");
		assertThat(problems).extracting(DeclarationProblem::rule)
			.satisfiesExactly((rule) -> assertThat(rule).contains("private method", "proxy"),
					(rule) -> assertThat(rule).contains("final method", "proxy"));
		assertThat(problems).extracting(DeclarationProblem::remedy)
			.containsExactly("Make it package-private.", "Make it non-final.");
	}

	@Test
	void methodThatIsInNoInterfaceOfItsProxy() { // S14, P47
		List<DeclarationProblem> problems = problemsOf(
				this.runner.withUserConfiguration(InterfaceProxies.class).withBean("advised", ByInterface.class));
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).method()).isEqualTo("ByInterface.on(Order)");
		assertThat(problems.get(0).rule()).contains("has a JDK proxy");
		assertThat(problems.get(0).remedy()).contains("proxyTargetClass");
	}

	@Test
	void listWhereEachSaveIsHeard() { // S14
		record Wrong() {

			@PostSaveReceiver
			void atOnce(List<Order> orders) {
			}

			@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
			void both(List<Order> orders, boolean created) {
			}

			@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, batchSize = 5)
			void noList(Order order) {
			}

		}
		List<DeclarationProblem> problems = problems(Wrong.class);
		assertThat(problems).extracting(DeclarationProblem::rule)
			.satisfiesExactly((rule) -> assertThat(rule).startsWith("A List can only be supplied to"),
					(rule) -> assertThat(rule).startsWith("A receiver that takes a List cannot"),
					(rule) -> assertThat(rule).startsWith("'batchSize'"));
		assertThat(problems).extracting(DeclarationProblem::remedy)
			.satisfiesExactly((remedy) -> assertThat(remedy).startsWith("Take a single instance"),
					(remedy) -> assertThat(remedy).startsWith("Take only a List of signals"),
					(remedy) -> assertThat(remedy).isEqualTo("Take a List, or remove 'batchSize'."));
	}

	@Test
	void senderAndAttributesThatAreNotStoredAreNamedWithTheNearest() {
		// S14, Behaviours 125
		record Wrong() {

			@PostSaveReceiver
			void sender(Ordre order) {
			}

			@PostSaveReceiver(changed = { "status", "totl" })
			void attribute(Order order) {
			}

		}
		List<DeclarationProblem> problems = problemsOf(
				this.runner.withBean("wrong", Wrong.class).withBean(EntityCatalog.class, OrdersAndBooks::new));
		assertThat(problems).extracting(DeclarationProblem::rule)
			.containsExactlyInAnyOrder("The sender " + Ordre.class.getName() + " is not an entity of this application.",
					"'changed' names the attribute 'totl', which " + Order.class.getName() + " does not have.");
		assertThat(problems).extracting(DeclarationProblem::remedy)
			.containsExactlyInAnyOrder("Did you mean " + Order.class.getName() + "?", "Did you mean total?");
	}

	@Test
	void receiversOfEntitiesAreNamedWhereNothingIsStored() { // S14
		record Unheard() {

			@PostSaveReceiver(dispatchUid = "unheard")
			void on(Order order) {
			}

			@Receiver(dispatchUid = "greeted")
			void own(Greeted greeted) {
			}

		}
		ApplicationContextRunner stores = this.runner.withBean(Unheard.class)
			.withConfiguration(AutoConfigurations.of(SignalsRepositoryAutoConfiguration.class));
		assertThat(warnings(stores)).hasSize(1)
			.first()
			.asString()
			.startsWith("Receivers [unheard] hear entities, but this application does not store any");
		// What another store has, nobody can tell.
		assertThat(warnings(stores.withBean(EntityManagerFactory.class, () -> proxy(EntityManagerFactory.class))))
			.isEmpty();
		assertThat(warnings(this.runner.withBean(Unheard.class))).isEmpty();
	}

	private static List<String> warnings(ApplicationContextRunner runner) {
		try (LoggedEvents log = new LoggedEvents()) {
			runner.run((context) -> assertThat(context).hasNotFailed());
			return log.messages()
				.stream()
				.filter((message) -> message.contains("this application does not store any"))
				.toList();
		}
	}

	@SuppressWarnings("unchecked")
	private static <T> T proxy(Class<T> type) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null);
	}

	@Test
	void supertypesOfStoredClassesAndSignalsOfTheApplicationAreFine() { // S9, S14
		record Fine() {

			@PostSaveReceiver(Stored.class)
			void everything() {
			}

			@PostSaveReceiver
			void any(Object any) {
			}

			@PostSaveReceiver(changed = "total")
			void some(Stored stored) {
			}

			@Receiver
			void own(Greeted greeted) {
			}

			@Receiver(Greeted.class)
			void of(String name) {
			}

		}
		this.runner.withBean(Fine.class)
			.withBean(EntityCatalog.class, OrdersAndBooks::new)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void allThatIsWrongIsReportedAtOnce() { // S14
		record First() {

			@PostSaveReceiver
			static void one(Order order, String name) {
			}

		}
		record Second() {

			@PostDeleteReceiver
			void two(Order order, boolean created) {
			}

			@PostSaveReceiver(condition = "((")
			void three(Order order) {
			}

		}
		this.runner.withBean("first", First.class).withBean("second", Second.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidReceiversException.class);
			assertThat(context.getStartupFailure().getMessage().lines()).hasSize(4)
				.satisfiesExactlyInAnyOrder(
						(line) -> assertThat(line).contains("'first'", "First.one", "static", "Make it"),
						(line) -> assertThat(line).contains("'first'", "First.one", "String"),
						(line) -> assertThat(line).contains("'second'", "Second.two", "boolean"),
						(line) -> assertThat(line).contains("'second'", "Second.three", "SpEL"));
		});
	}

	private void assertProblem(Class<?> bean, String method, String rule, String remedy) {
		List<DeclarationProblem> problems = problems(bean);
		assertThat(problems).hasSize(1);
		assertThat(problems.get(0).beanName()).isEqualTo("wrong");
		assertThat(problems.get(0).method()).isEqualTo(method);
		assertThat(problems.get(0).rule()).contains(rule);
		assertThat(problems.get(0).remedy()).contains(remedy);
	}

	private List<DeclarationProblem> problems(Class<?> bean) {
		return problemsOf(this.runner.withBean("wrong", bean));
	}

	private static List<DeclarationProblem> problemsOf(ApplicationContextRunner runner) {
		InvalidReceiversException[] found = new InvalidReceiversException[1];
		runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidReceiversException.class);
			found[0] = (InvalidReceiversException) context.getStartupFailure();
		});
		return found[0].problems();
	}

	interface Stored {

	}

	record Order(String status, int total, boolean created) implements Stored {

	}

	record Ordre(String status) {

	}

	record Book(String title) implements Stored {

	}

	record Greeted(String instance) implements Signal<String> {

	}

	private static final class OrdersAndBooks implements EntityCatalog {

		@Override
		public Set<Class<?>> types() {
			return Set.of(Order.class, Book.class);
		}

		@Override
		public boolean hasAttribute(Class<?> type, String attribute) {
			return attributes(type).contains(attribute);
		}

		@Override
		public Set<String> attributes(Class<?> type) {
			return (type == Order.class) ? Set.of("status", "total", "lines", "tags") : Set.of("title");
		}

		@Override
		public boolean isCollection(Class<?> type, String attribute) {
			return attribute.equals("lines") || attribute.equals("tags");
		}

		@Override
		public boolean isMappedByElements(Class<?> type, String attribute) {
			return attribute.equals("lines");
		}

	}

	static class Advised {

		@PostSaveReceiver
		private void hidden(Order order) {
		}

		@PostSaveReceiver
		final void fixed(Order order) {
		}

		@PostSaveReceiver
		void fine(Order order) {
		}

	}

	interface Marker {

		void fine(Order order);

	}

	static class ByInterface implements Marker {

		@PostSaveReceiver
		public void on(Order order) {
		}

		@Override
		@PostSaveReceiver
		public void fine(Order order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxies {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			return new DefaultAdvisorAutoProxyCreator();
		}

		@Bean
		DefaultPointcutAdvisor advisor() {
			NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
			pointcut.setMappedName("fine");
			pointcut.setClassFilter((type) -> type == Advised.class || type == ByInterface.class);
			return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> invocation.proceed());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxies extends InterfaceProxies {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxies() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

}
