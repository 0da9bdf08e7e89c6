package io.github.signals.declaration;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.scheduling.annotation.Async;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.DeleteFailed;
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
import io.github.signals.RequestFinished;
import io.github.signals.SaveFailed;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;
import io.github.signals.SignalNotes;
import io.github.signals.Snapshot;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each declaration that cannot work, with all that is said of it, and those next to it
 * that can.
 */
class DeclarationTableTests {

	private static final String NAME = DeclarationTableTests.class.getName() + "$";

	private final ApplicationContextRunner runner = runner();

	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, SignalsAutoConfiguration.class,
					SignalsRepositoryAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}",
					"spring.jpa.hibernate.ddl-auto=create")
			.withUserConfiguration(Store.class);
	}

	@TestFactory
	Stream<DynamicTest> whatCannotWorkIsRefused() { // S14
		Map<String, DeclarationProblem> found = problems(Wrong.class).stream()
			.collect(Collectors.toMap(DeclarationProblem::method, Function.identity(), (one, other) -> {
				throw new IllegalStateException("Said twice: " + one + "\n" + other);
			}));
		assertThat(found).hasSizeGreaterThan(40);
		return declarations(Wrong.class).map((method) -> DynamicTest.dynamicTest(method.getName(), () -> {
			Says says = method.getAnnotation(Says.class);
			DeclarationProblem problem = found.get(describe(method));
			assertThat(problem).as(describe(method)).isNotNull();
			assertThat(problem.rule()).isEqualTo(says.value().replace("~", NAME));
			assertThat(problem.remedy()).isEqualTo(says.remedy().replace("~", NAME));
		}));
	}

	private static Stream<Method> declarations(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods()).filter((method) -> method.isAnnotationPresent(Says.class));
	}

	private static String describe(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
					")"));
	}

	private List<DeclarationProblem> problems(Class<?> bean) {
		List<DeclarationProblem> found = new ArrayList<>();
		this.runner.withBean("wrong", bean).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOfSatisfying(InvalidReceiversException.class,
					(failure) -> found.addAll(failure.problems()));
		});
		return found;
	}

	@Test
	void whatCanWorkStarts() { // S14
		this.runner.withBean("fine", Fine.class)
			.withBean("gate", Gate.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	// Spring converts neither side, or the declarations of such comparisons were right
	@ParameterizedTest
	@ValueSource(
			strings = { "kind == 'BIG'", "'LARGE' == size", "kind.equals('BIG')", "{'BIG', 'SMALL'}.contains(kind)",
					"total == '100'", "flag == 'true'", "date == '2026-01-01'", "total + 1 == flag" })
	void whatIsSaidToBeNeverEqualIsNot(String comparison) { // S14
		record Values(Kind kind, Size size, int total, boolean flag, LocalDate date) {
		}
		Values values = new Values(Kind.BIG, Size.LARGE, 100, true, LocalDate.of(2026, 1, 1));
		assertThat(new SpelExpressionParser().parseExpression(comparison).getValue(values)).isEqualTo(false);
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Says {

		String value();

		String remedy();

	}

	static class Wrong {

		@PostSaveReceiver(dispatchUid = "profile")
		void profile(Order order) {
		}

		@PostSaveReceiver(dispatchUid = "mail", delivery = Delivery.AFTER_COMMIT)
		void mail(List<Order> orders) {
		}

		@Says(value = "'parts' adds to the changes of an entity, which only PostSave reports.",
				remedy = "Remove 'parts', or hear only PostSave.")
		@Receiver(value = PostDelete.class, delivery = Delivery.AFTER_COMMIT, parts = "lines")
		void partsOfADelete(Order order) {
		}

		@Says(value = "'parts' are heard with the net change of a transaction, so the delivery must not be IN_TRANSACTION.",
				remedy = "Choose a delivery such as BEFORE_COMMIT or AFTER_COMMIT.")
		@PostSaveReceiver(parts = "lines")
		void partsAtOnce(Order order) {
		}

		@Says(value = "'parts' names the association 'lins', which io.github.signals.declaration.DeclarationTableTests$Order does not have.",
				remedy = "Did you mean lines?")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, parts = "lins")
		void partsThatAreNotThere(Order order) {
		}

		@Says(value = "'parts' names 'status' of io.github.signals.declaration.DeclarationTableTests$Order, which does not refer to entities.",
				remedy = "Remove it: PostSave reports the values of an entity anyway.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, parts = "status")
		void partsThatAreValues(Order order) {
		}

		@Says(value = "'changed' names 'lines.amout', which io.github.signals.declaration.DeclarationTableTests$Line does not have.",
				remedy = "Did you mean amount?")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, parts = "lines", changed = "lines.amout")
		void attributeOfParts(Order order) {
		}

		@Says(value = "'after' names the receiver 'profil', which does not exist.",
				remedy = "Name the 'dispatchUid' of another receiver. Did you mean profile?")
		@PostSaveReceiver(after = "profil")
		void afterNobody(Order order) {
		}

		@Says(value = "'after' names the receiver itself.", remedy = "Remove it.")
		@PostSaveReceiver(dispatchUid = "self", after = "self")
		void afterItself(Order order) {
		}

		@Says(value = "'after' names the receiver 'profile', which is IN_TRANSACTION, while this receiver is AFTER_COMMIT.",
				remedy = "Choose the same delivery for both, or remove 'after'.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, after = "profile")
		void afterAnotherDelivery(Order order) {
		}

		@Says(value = "'after' names the receiver 'profile', which never hears the same signal.",
				remedy = "Remove it from 'after'.")
		@PostDeleteReceiver(after = "profile")
		void afterAnotherSignal(Order order) {
		}

		@Says(value = "'after' names the receiver 'mail', which takes a List and is called when all other receivers have been called.",
				remedy = "Take a List too, or remove 'after'.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, after = "mail")
		void afterAList(Order order) {
		}

		@Says(value = "'after' cannot be kept by a receiver that is ASYNC: its calls run on threads of their own.",
				remedy = "Remove 'after', or call both methods from one receiver.")
		@PostSaveReceiver(delivery = Delivery.ASYNC, after = "profile")
		void afterOnAnotherThread(Order order) {
		}

		@Says(value = "These receivers are to be called after one another: first after second after third after first.",
				remedy = "Remove one of them from 'after'.")
		@PostSaveReceiver(dispatchUid = "first", after = "second")
		void afterSecond(Order order) {
		}

		@Says(value = "These receivers are to be called after one another: second after third after first after second.",
				remedy = "Remove one of them from 'after'.")
		@PostSaveReceiver(dispatchUid = "second", after = "third")
		void afterThird(Order order) {
		}

		@Says(value = "These receivers are to be called after one another: third after first after second after third.",
				remedy = "Remove one of them from 'after'.")
		@PostSaveReceiver(dispatchUid = "third", after = "first")
		void afterFirst(Order order) {
		}

		@Says(value = "The condition is not a valid SpEL expression: EL1041E: After parsing a valid expression, there is still more data in the expression: 'more'.",
				remedy = "Write a boolean expression over instance, created, changes and signal.")
		@PostSaveReceiver(condition = "instance.total more than 3")
		void doesNotParse(Order order) {
		}

		@Says(value = "The condition reads 'craeted', which does not exist.", remedy = "Did you mean created?")
		@PostSaveReceiver(condition = "craeted")
		void root(Order order) {
		}

		@Says(value = "The condition reads 'total', which does not exist.", remedy = "Write instance.total.")
		@PostSaveReceiver(condition = "total > 100")
		void rootOfAnInstance(Order order) {
		}

		@Says(value = "The condition reads 'entity', which does not exist.",
				remedy = "A condition can use instance, created, changes and signal, and beans as @name.")
		@PostSaveReceiver(condition = "#root.entity.total > 100")
		void rootOfSomebodyElse(Order order) {
		}

		@Says(value = "The condition calls 'isCreated()', which does not exist.", remedy = "Did you mean created?")
		@PostSaveReceiver(condition = "isCreated()")
		void methodOfTheRoot(Order order) {
		}

		@Says(value = "The condition reads 'instance.totl', but ~Order has no such property.",
				remedy = "Did you mean total?")
		@PostSaveReceiver(condition = "created and instance.totl > 100")
		void property(Order order) {
		}

		@Says(value = "The condition reads 'instance.colour', but ~Order has no such property.",
				remedy = "Add a public getter for it, or read another property.")
		@PostSaveReceiver(condition = "!(instance?.colour != null) || created")
		void propertyFarFromAll(Order order) {
		}

		@Says(value = "The condition reads 'instance.hidden', but ~Order has no such property.",
				remedy = "Add a public getter for it, or read another property.")
		@PostSaveReceiver(condition = "instance.hidden == 1")
		void propertyWithoutAGetter(Order order) {
		}

		@Says(value = "The condition reads 'instance.discount', but ~Customer has no such property.",
				remedy = "Add a public getter for it, or read another property.")
		@PostSaveReceiver(condition = "instance.discount > 3")
		void propertyOfAnotherEntity(Customer customer) {
		}

		@Says(value = "The condition reads 'instance.customer.nmae', but ~Customer has no such property.",
				remedy = "Did you mean name?")
		@PostSaveReceiver(condition = "instance.customer?.nmae == 'Tim'")
		void propertyOfAnAssociation(Order order) {
		}

		@Says(value = "The condition reads 'instance.address.citi', but ~Address has no such property.",
				remedy = "Did you mean city?")
		@PostSaveReceiver(condition = "instance.address.citi == 'Bonn' ? created : false")
		void propertyOfAnEmbeddedValue(Order order) {
		}

		@Says(value = "The condition reads 'signal.instanse', but io.github.signals.PostSave has no such property.",
				remedy = "Did you mean instance?")
		@PostSaveReceiver(condition = "signal.instanse != null")
		void propertyOfTheSignal(Order order) {
		}

		@Says(value = "The condition reads 'signal.amuont', but ~Paid has no such property.",
				remedy = "Did you mean amount?")
		@Receiver(condition = "signal.amuont > 3")
		void propertyOfAnOwnSignal(Paid paid) {
		}

		@Says(value = "The condition reads 'instance.currncy', but ~Money has no such property.",
				remedy = "Did you mean currency?")
		@Receiver(value = Paid.class, condition = "instance.currncy == 'EUR'")
		void propertyOfTheInstanceOfAnOwnSignal(Money money) {
		}

		@Says(value = "The condition calls 'instance.isExpensiv()', but ~Order has no such method.",
				remedy = "Did you mean isExpensive?")
		@PostSaveReceiver(condition = "instance.isExpensiv()")
		void method(Order order) {
		}

		@Says(value = "The condition calls 'instance.getUrgent()', but ~Order has no such method.",
				remedy = "Did you mean isUrgent?")
		@PostSaveReceiver(condition = "instance.getUrgent()")
		void methodBesideASetter(Order order) {
		}

		@Says(value = "The condition calls 'instance.status.lengt()', but java.lang.String has no such method.",
				remedy = "Did you mean length?")
		@PostSaveReceiver(condition = "instance.status.lengt() > 3")
		void methodOfAValue(Order order) {
		}

		@Says(value = "The condition calls 'changes.hasChanged()', but io.github.signals.Changes has no such method.",
				remedy = "Call contains, before or after, as in changes.contains('name').")
		@PostSaveReceiver(condition = "changes.hasChanged('status')")
		void methodOfChanges(Order order) {
		}

		@Says(value = "The condition asks for changes to 'statu', which ~Order does not have.",
				remedy = "Did you mean status?")
		@PostSaveReceiver(condition = "changes.after('statu') == 'PAID'")
		void attribute(Order order) {
		}

		@Says(value = "The condition asks for changes to 'address.citi', which ~Order does not have.",
				remedy = "Did you mean address.city?")
		@PostSaveReceiver(condition = "changes.contains('address.citi')")
		void attributeOfAnEmbeddedValue(Order order) {
		}

		@Says(value = "The condition asks for changes to 'colour', which ~Order does not have.",
				remedy = "Its attributes are address, address.city, customer, discount, hidden, id, lines, status, tags, total.")
		@PostSaveReceiver(condition = "signal.changes().before('colour') == null")
		void attributeFarFromAll(Order order) {
		}

		@Says(value = "The condition reads the variable '#instance', which does not exist.",
				remedy = "Write instance, without '#'.")
		@PostSaveReceiver(condition = "#instance.total > 3")
		void variable(Order order) {
		}

		@Says(value = "The condition reads the variable '#order', which does not exist.",
				remedy = "A condition can use instance, created, changes and signal, and beans as @name.")
		@PostSaveReceiver(condition = "#order.total > 3")
		void variableOfAParameter(Order order) {
		}

		@Says(value = "The condition calls the function '#isOpen', which does not exist.",
				remedy = "Call a method of a bean, as in @name.isOpen(instance).")
		@PostSaveReceiver(condition = "#isOpen(instance)")
		void function(Order order) {
		}

		@Says(value = "The condition is not a boolean expression: 'instance.total' is of type int.",
				remedy = "Compare it with a value.")
		@PostSaveReceiver(condition = "instance.total")
		void number(Order order) {
		}

		@Says(value = "The condition is not a boolean expression: 'instance.total + 1' is a number.",
				remedy = "Compare it with a value.")
		@PostSaveReceiver(condition = "instance.total + 1")
		void sum(Order order) {
		}

		@Says(value = "The condition is not a boolean expression: ''PAID'' is of type java.lang.String.",
				remedy = "Compare it with a value.")
		@PostSaveReceiver(condition = "'PAID'")
		void text(Order order) {
		}

		@Says(value = "The condition is not a boolean expression: 'instance.address' is of type ~Address.",
				remedy = "Compare it with a value.")
		@PostSaveReceiver(condition = "created and instance.address")
		void operand(Order order) {
		}

		@Says(value = "The condition assigns a value to 'instance.status'.", remedy = "Compare with '=='.")
		@PostSaveReceiver(condition = "instance.status = 'PAID'")
		void assignment(Order order) {
		}

		@Says(value = "The condition changes 'instance.total', and a condition must not write.",
				remedy = "Write instance.total + 1, which leaves it as it is.")
		@PostSaveReceiver(condition = "instance.total++ > 3")
		void increment(Order order) {
		}

		@Says(value = "The condition changes 'instance.lines[0].amount', and a condition must not write.",
				remedy = "Write instance.lines[0].amount - 1, which leaves it as it is.")
		@PostSaveReceiver(condition = "created and --instance.lines[0].amount < 3")
		void decrement(Order order) {
		}

		@Says(value = "The condition assigns a value to 'instance.map['a']'.", remedy = "Compare with '=='.")
		@PostSaveReceiver(condition = "(instance.map['a'] = 3) > 2")
		void assignmentInside(Order order) {
		}

		@Says(value = "The condition calls 'instance.setUrgent()', which returns nothing, and a condition must not write.",
				remedy = "Call a method that returns a value.")
		@PostSaveReceiver(condition = "instance.setUrgent(true) == null")
		void setter(Order order) {
		}

		@Says(value = "The condition calls 'notify()', which returns nothing, and a condition must not write.",
				remedy = "Call a method that returns a value.")
		@PostSaveReceiver(condition = "notify() == null")
		void methodOfTheRootThatReturnsNothing(Order order) {
		}

		@Says(value = "The condition compares 'instance.kind' of type ~Kind with the text 'BIG'. They are never equal.",
				remedy = "Write instance.kind?.name() == 'BIG'.")
		@PostSaveReceiver(condition = "created and instance.kind == 'BIG'")
		void enumAndText(Order order) {
		}

		@Says(value = "The condition compares the text 'LARGE' with 'instance.size' of type ~Size. They are never equal.",
				remedy = "Write 'LARGE' != instance.size?.name().")
		@PostSaveReceiver(condition = "'LARGE' != instance.size")
		void textAndEnumWhoseConstantsHaveBodies(Line line) {
		}

		@Says(value = "The condition compares 'instance.kind' of type ~Kind with 'instance.status' of type java.lang.String. They are never equal, unless both are null.",
				remedy = "Write instance.kind?.name() == instance.status.")
		@PostSaveReceiver(condition = "instance.kind == instance.status")
		void enumAndTextOfAnAttribute(Order order) {
		}

		@Says(value = "The condition compares 'changes.after('size')' of type ~Size with the text 'LARGE'. They are never equal.",
				remedy = "Write changes.after('size')?.name() == 'LARGE'.")
		@PostSaveReceiver(condition = "changes.contains('size') and changes.after('size') == 'LARGE'")
		void enumOfChangesAndText(Line line) {
		}

		@Says(value = "The condition compares 'signal.changes().before('origin.kind')' of type ~Kind with the text 'BIG'. They are never equal.",
				remedy = "Write signal.changes().before('origin.kind')?.name() == 'BIG'.")
		@PostSaveReceiver(condition = "signal.changes().before('origin.kind') == 'BIG'")
		void enumInsideOfAnEmbeddedValue(Line line) {
		}

		@Says(value = "The condition compares 'changes.after('converted')' of type ~Kind with the text 'BIG'. They are never equal.",
				remedy = "Write changes.after('converted')?.name() == 'BIG'.")
		@PostSaveReceiver(condition = "changes.after('converted') == 'BIG'")
		void enumThatIsStoredAsText(Line line) {
		}

		@Says(value = "The condition compares 'instance.kind' of type ~Kind with the text 'BIG'. They are never equal.",
				remedy = "Write instance.kind?.name() == 'BIG'.")
		@PostSaveReceiver(condition = "instance.kind.equals('BIG')")
		void enumThatEqualsText(Order order) {
		}

		@Says(value = "The condition compares the text 'BIG' with 'instance.kind' of type ~Kind. They are never equal.",
				remedy = "Write {'BIG','SMALL'}.contains(instance.kind?.name()).")
		@PostSaveReceiver(condition = "!{'BIG', 'SMALL'}.contains(instance.kind)")
		void enumAmongTexts(Order order) {
		}

		@Says(value = "The condition compares 'instance.total' of type int with the text '100'. They are never equal.",
				remedy = "Write instance.total == 100.")
		@PostSaveReceiver(condition = "instance.total == '100'")
		void numberAndText(Order order) {
		}

		@Says(value = "The condition compares 'created' of type java.lang.Boolean with the text 'true'. They are never equal.",
				remedy = "Write created == true.")
		@PostSaveReceiver(condition = "created == 'true'")
		void booleanAndText(Order order) {
		}

		@Says(value = "The condition compares 'instance.shippedOn' of type java.time.LocalDate with the text '2026-01-01'. They are never equal.",
				remedy = "Write instance.shippedOn?.toString() == '2026-01-01'.")
		@PostSaveReceiver(condition = "instance.shippedOn == '2026-01-01'")
		void dateAndText(Line line) {
		}

		@Says(value = "The condition compares 'instance.total + 1', a number, with 'created' of type java.lang.Boolean. They are never equal, unless both are null.",
				remedy = "Compare values of one type.")
		@PostSaveReceiver(condition = "instance.total + 1 == created")
		void numberAndBoolean(Order order) {
		}

		@Says(value = "The condition calls 'instance.status.isFoo()', but java.lang.String has no such method.",
				remedy = "Call another method, or one of a bean, as in @name.test(instance).")
		@PostSaveReceiver(condition = "instance.status.isFoo()")
		void methodThatNobodyCanAdd(Order order) {
		}

		@Says(value = "The condition reads 'instance.shippedOn.foo', but java.time.LocalDate has no such property.",
				remedy = "Read another property, or call a method of a bean, as in @name.test(instance).")
		@PostSaveReceiver(condition = "instance.shippedOn.foo == 3")
		void propertyThatNobodyCanAdd(Line line) {
		}

		@Says(value = "The condition reads 'signal.total', but io.github.signals.PostSave has no such property.",
				remedy = "Read another property, or call a method of a bean, as in @name.test(instance).")
		@PostSaveReceiver(condition = "signal.total == 3")
		void propertyOfTheSignalFarFromAll(Order order) {
		}

		@Says(value = "The condition reads 'created', which only PreSave and PostSave provide.",
				remedy = "Remove it from the condition, or hear only PreSave and PostSave.")
		@PreDeleteReceiver(condition = "!created and instance.total > 1")
		void createdOfAnotherSignal(Order order) {
		}

		@Says(value = "The condition reads 'changes', which only PreSave and PostSave provide.",
				remedy = "Remove it from the condition, or hear only PreSave and PostSave.")
		@Receiver(value = { PostSave.class, PostDelete.class }, condition = "changes.contains('status')")
		void changesOfAnotherSignal(Order order) {
		}

		@Says(value = "The receiver has no sender: neither the annotation nor a parameter names one.",
				remedy = "Name the sender in the annotation, as in @PostSaveReceiver(Order.class), or take the instance as a parameter.")
		@PostSaveReceiver
		void sender() {
		}

		@Says(value = "No signal would reach this receiver: neither the annotation nor a parameter names one.",
				remedy = "Name the signal in the annotation, as in @Receiver(PostSave.class), or take it as a parameter.")
		@Receiver
		void signal(Order order) {
		}

		@Says(value = "The sender ~Ordre is not an entity of this application.", remedy = "Did you mean ~Order?")
		@PostSaveReceiver
		void unknownSender(Ordre order) {
		}

		@Says(value = "The sender ~Paid is not an entity of this application.",
				remedy = "Hear an entity, or a superclass or an interface of one.")
		@PostSaveReceiver(Paid.class)
		void senderFarFromAll() {
		}

		@Says(value = "The sender ~Address is not an entity: it is embedded in entities, and it has no signals of its own.",
				remedy = "Hear the entity that contains it: sender = Order.class, changed = \"address.city\".")
		@PostSaveReceiver
		void embeddedSender(Address address) {
		}

		@Says(value = "'changed' names the attribute 'totl', which ~Order does not have.",
				remedy = "Did you mean total?")
		@PostSaveReceiver(changed = "totl")
		void changed(Order order) {
		}

		@Says(value = "'changed' names the attribute 'hue', which ~Customer does not have.",
				remedy = "Its attributes are id, name.")
		@PostSaveReceiver(changed = "hue")
		void changedFarFromAll(Customer customer) {
		}

		@Says(value = "'changed' names 'customer.name', but a path may only go through embedded values, and 'customer' is not one.",
				remedy = "Name the attribute itself: changed = \"customer\".")
		@PostSaveReceiver(changed = "customer.name")
		void changedThroughAnAssociation(Order order) {
		}

		@Says(value = "'changed' names the attribute 'status', which is not a collection.",
				remedy = "Hear PostSave, which reports the attributes that have changed.")
		@CollectionChangeReceiver(changed = "status")
		void notACollection(Order order) {
		}

		@Says(value = "'changed' names the collection 'lines', which has no rows of its own: it is mapped by an attribute of its elements.",
				remedy = "Hear PostSave and PostDelete of the elements.")
		@CollectionChangeReceiver(changed = "lines")
		void mappedCollection(Order order) {
		}

		@Says(value = "A parameter of type String cannot be supplied: it is not the type of the sender.",
				remedy = "Take the instance, boolean created, Changes, the signal, SignalContext, SignalNotes or Snapshot.")
		@PostSaveReceiver
		void parameter(String name, Order order) {
		}

		@Says(value = "A parameter of type Customer cannot be supplied: it is not the type of the sender.",
				remedy = "Take the instance, boolean created, Changes, the signal, SignalContext, SignalNotes or Snapshot.")
		@PostSaveReceiver(Order.class)
		void secondEntity(Order order, Customer customer) {
		}

		@Says(value = "A parameter of type PostSave cannot be supplied: the receiver hears signals of other types.",
				remedy = "Take a type that all of its signals share.")
		@Receiver({ PostSave.class, PostDelete.class })
		void anotherSignal(PostSave<Order> saved) {
		}

		@Says(value = "A parameter of type boolean cannot be supplied: only PreSave and PostSave report what is created or changed.",
				remedy = "Remove the parameter, or hear only PreSave and PostSave.")
		@Receiver({ PreSave.class, PreDelete.class })
		void created(Order order, boolean created) {
		}

		@Says(value = "A parameter of type Changes cannot be supplied: only PreSave and PostSave report what is created or changed.",
				remedy = "Remove the parameter, or hear only PreSave and PostSave.")
		@PostDeleteReceiver
		void changes(Order order, Changes changes) {
		}

		@Says(value = "A BulkWrite is about many rows and has no instance.",
				remedy = "Take the signal, as in BulkWrite<Order>, and name the sender in the annotation.")
		@BulkWriteReceiver
		void instanceOfABulkWrite(Order order) {
		}

		@Says(value = "SignalNotes belong to the save or the delete of one entity.",
				remedy = "Remove the notes, or hear only PreSave, PostSave, PreDelete and PostDelete.")
		@CollectionChangeReceiver
		void notesOfLinks(Order order, SignalNotes notes) {
		}

		@Says(value = "SignalNotes are not recorded, so a DURABLE receiver cannot take them.",
				remedy = "Remove the notes, or choose another delivery.")
		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "durable-notes")
		void durableNotes(Order order, SignalNotes notes) {
		}

		@Says(value = "A receiver that takes a List cannot take another parameter of a single signal.",
				remedy = "Take only a List of signals, as in List<PostSave<Order>>.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void listAndNotes(List<Order> orders, SignalNotes notes) {
		}

		@Says(value = "'ids' asks for the identifiers of the rows that a statement writes, which only BulkWrite reports.",
				remedy = "Remove 'ids', or hear only BulkWrite.")
		@Receiver(value = PostSave.class, ids = true)
		void ids(Order order) {
		}

		@Says(value = "'on' depends on whether a row is created, which only PreSave and PostSave report.",
				remedy = "Remove 'on', or hear only PreSave and PostSave.")
		@Receiver(value = PreDelete.class, on = On.CREATED)
		void on(Order order) {
		}

		@Says(value = "'changed' depends on what is changed, which only PreSave, PostSave and CollectionChange report.",
				remedy = "Remove 'changed', or hear only PreSave and PostSave, or only CollectionChange.")
		@Receiver(value = { PostSave.class, PostDelete.class }, changed = "status")
		void changedOfAnotherSignal(Order order) {
		}

		@Says(value = "SaveFailed and DeleteFailed are sent after the rollback, so their delivery must be AFTER_ROLLBACK, not IN_TRANSACTION.",
				remedy = "Use @SaveFailedReceiver or @DeleteFailedReceiver, or set the delivery to AFTER_ROLLBACK.")
		@Receiver(SaveFailed.class)
		void failedTooEarly(Order order) {
		}

		@Says(value = "SaveFailed and DeleteFailed are sent after the rollback, so their delivery must be AFTER_ROLLBACK, not AFTER_COMMIT.",
				remedy = "Use @SaveFailedReceiver or @DeleteFailedReceiver, or set the delivery to AFTER_ROLLBACK.")
		@Receiver(value = DeleteFailed.class, delivery = Delivery.AFTER_COMMIT)
		void failedAfterCommit(Order order) {
		}

		@Says(value = "PreSave and PreDelete are sent before the change, so their delivery must be IN_TRANSACTION, not AFTER_COMMIT.",
				remedy = "Remove the delivery, or hear PostSave or PostDelete.")
		@Receiver(value = PreSave.class, delivery = Delivery.AFTER_COMMIT)
		void lateVeto(Order order) {
		}

		@Says(value = "PostLoad is sent while an entity is loaded, so its delivery must be IN_TRANSACTION, not ASYNC.",
				remedy = "Remove the delivery.")
		@Receiver(value = PostLoad.class, delivery = Delivery.ASYNC)
		void lateLoad(Order order) {
		}

		@Says(value = "A List can only be supplied to a receiver that hears the net change of a transaction.",
				remedy = "Take a single instance, or choose a delivery such as AFTER_COMMIT.")
		@PostSaveReceiver
		void listAtOnce(List<Order> orders) {
		}

		@Says(value = "A receiver that takes a List cannot take another parameter of a single signal.",
				remedy = "Take only a List of signals, as in List<PostSave<Order>>.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void listAndMore(List<Order> orders, boolean created) {
		}

		@Says(value = "'batchSize' limits the size of a List, but the receiver does not take a List.",
				remedy = "Take a List, or remove 'batchSize'.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, batchSize = 5)
		void batchWithoutAList(Order order) {
		}

		@Says(value = "'batchSize' is -3.",
				remedy = "Choose at least 1, or remove 'batchSize' to receive all signals in one call.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, batchSize = -3)
		void batchOfLessThanNothing(List<Order> orders) {
		}

		@Says(value = "A static method cannot be a receiver, because it is not called on a bean.",
				remedy = "Make it non-static.")
		@PostSaveReceiver
		static void isStatic(Order order) {
		}

		@Says(value = "An @Async method cannot return String.", remedy = "Return void or a Future.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		@Async
		String async(Order order) {
			return "";
		}

		@Says(value = "A receiver that is AFTER_COMMIT cannot return a CompletionStage, because its caller does not wait"
				+ " for work on other threads.", remedy = "Choose the delivery ASYNC or DURABLE, or return void.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		CompletionStage<Void> stageAfterTheCommit(Order order) {
			return CompletableFuture.completedFuture(null);
		}

		@Says(value = "A receiver that is IN_TRANSACTION cannot return a CompletionStage, because its caller does not wait"
				+ " for work on other threads.", remedy = "Choose the delivery ASYNC or DURABLE, or return void.")
		@PostSaveReceiver
		CompletableFuture<Void> stageInTheTransaction(Order order) {
			return CompletableFuture.completedFuture(null);
		}

		@Says(value = "A receiver that is BEFORE_COMMIT cannot return a CompletionStage, because its caller does not wait"
				+ " for work on other threads.", remedy = "Choose the delivery ASYNC or DURABLE, or return void.")
		@Receiver(delivery = Delivery.BEFORE_COMMIT)
		CompletionStage<Void> stageOfOwnSignal(Asked asked) {
			return CompletableFuture.completedFuture(null);
		}

		@Says(value = "'ordered' only applies to a DURABLE receiver.",
				remedy = "Remove 'ordered', or choose the delivery DURABLE.")
		@PostSaveReceiver(ordered = false)
		void ordered(Order order) {
		}

		@Says(value = "A DURABLE receiver is identified by its uid, and the default uid changes when the method is renamed.",
				remedy = "Give it an explicit 'dispatchUid', and never change it.")
		@PostSaveReceiver(delivery = Delivery.DURABLE)
		void durableWithoutAUid(Order order) {
		}

		@Says(value = "A DURABLE receiver can only hear PostSave, PostDelete, CollectionChange, BulkWrite and the application's own signals: others cannot be recorded.",
				remedy = "Hear one of them, or choose another delivery.")
		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "durable-requests")
		void durableRequests(RequestFinished finished) {
		}

		@Says(value = "The calls of a DURABLE receiver that takes a List are removed by one statement, and their instances are read by one.",
				remedy = "Choose a 'batchSize' of at most 1000, or remove it to receive up to 100 signals in one call.")
		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "durable-list", batchSize = 1001)
		void durableList(List<Order> orders) {
		}

		@Says(value = "A Snapshot can only be supplied to a receiver that hears the net change of a transaction.",
				remedy = "Take the instance, which is as it was written, or choose a delivery such as ASYNC.")
		@PostSaveReceiver
		void snapshotAtOnce(Order order, Snapshot snapshot) {
		}

		@Says(value = "A parameter of type Snapshot cannot be supplied: only PostSave and PostDelete are about a row.",
				remedy = "Remove the parameter, or hear only PostSave and PostDelete.")
		@CollectionChangeReceiver(delivery = Delivery.AFTER_COMMIT)
		void snapshotOfACollection(Order order, Snapshot snapshot) {
		}

		@Says(value = "A receiver that takes a List cannot take another parameter of a single signal.",
				remedy = "Take only a List of signals, as in List<PostSave<Order>>.")
		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void listAndSnapshot(List<Order> orders, Snapshot snapshot) {
		}

		@Says(value = "'reload' reads the instance anew, and only the one of a PostSave can still be read.",
				remedy = "Remove 'reload', or hear only PostSave.")
		@Receiver(value = PostDelete.class, delivery = Delivery.ASYNC, reload = true)
		void reloadOfADelete(Order order) {
		}

		@Says(value = "'reload' reads what was committed, but the receiver is BEFORE_COMMIT.",
				remedy = "Remove 'reload', or choose the delivery ASYNC or AFTER_COMMIT.")
		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT, reload = true)
		void reloadBeforeTheCommit(Order order) {
		}

		@Says(value = "'reload' has no effect on a DURABLE receiver, whose instance is always read anew.",
				remedy = "Remove 'reload'.")
		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "durable-reload", reload = true)
		void durableReload(Order order) {
		}

		@Says(value = "'reload' reads an instance that the receiver does not take.",
				remedy = "Take the instance or the signal, or remove 'reload'.")
		@PostSaveReceiver(value = Order.class, delivery = Delivery.ASYNC, reload = true)
		void reloadOfNothing(Changes changes) {
		}

		@Says(value = "The uid is blank.", remedy = "Give it a name, or remove 'dispatchUid'.")
		@PostSaveReceiver(dispatchUid = "  ")
		void blankUid(Order order) {
		}

		@PostSaveReceiver(dispatchUid = "taken")
		void sameUid(Order order) {
		}

		@Says(value = "The uid 'taken' is already used by Wrong.sameUid(Order).",
				remedy = "Give each receiver its own dispatchUid.")
		@PostSaveReceiver(dispatchUid = "taken")
		void sameUidAgain(Order order) {
		}

	}

	record Asked(String instance) implements Signal<String> {

	}

	static class Fine {

		@Receiver({ PreSave.class, PostSave.class, PreDelete.class, PostDelete.class })
		void notes(Order order, SignalNotes notes) {
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		void notesOnAnotherThread(Order order, SignalNotes notes) {
		}

		@PreSaveReceiver(on = On.UPDATED, changed = "status", condition = "!created and changes.contains('status')")
		void beforeTheSave(Order order, boolean created, Changes changes) {
		}

		@Receiver(value = { PreSave.class, PostSave.class }, on = On.CREATED, condition = "created")
		void beforeAndAfterTheSave(SaveSignal<Order> save, Changes changes) {
		}

		@PostSaveReceiver(delivery = Delivery.ASYNC)
		CompletionStage<Void> stage(Order order) {
			return CompletableFuture.completedFuture(null);
		}

		@Receiver
		CompletableFuture<String> stageOfOwnSignal(Asked asked) {
			return CompletableFuture.completedFuture("");
		}

		@PostSaveReceiver(condition = "created")
		void root(Order order) {
		}

		@PostSaveReceiver(condition = "instance.status * 2 == 'newnew' and instance.status - 1 != 'new'")
		void operatorsThatTakeTexts(Order order) {
		}

		@PostSaveReceiver(condition = "instance.grade.equals('A') and instance.grade.name().equals('A')")
		void enumThatComparesItselfWithTexts(Order order) {
		}

		@PostSaveReceiver(condition = "#root.created and #this.instance != null and class != null")
		void rootItself(Order order) {
		}

		@PostSaveReceiver(condition = "instance.discount > 3")
		void propertyOfASubtype(Order order) {
		}

		@PostSaveReceiver(condition = "instance.customer?.name?.length() > 3 && instance.customer.name matches 'T.*'")
		void properties(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance.address.city.empty or instance.address.getCity().toUpperCase() == 'BONN'")
		void getters(Order order) {
		}

		@PostSaveReceiver(condition = "instance.expensive and instance.isExpensive() and instance.expensive()")
		void getterOfABoolean(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance.isAbove(3) and instance.isAbove(instance.total) and instance.sum(1, 2, 3) > 3")
		void methodsWithArguments(Order order) {
		}

		@PostSaveReceiver(condition = "instance.note == 'a public field'")
		void field(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance.extra.whatever.more == 3 and instance.map['a'] == 1 and instance.map[key].b")
		void whatHasNoTypeOrKeys(Order order) {
		}

		@PostSaveReceiver(condition = "instance.lines.?[amount > 3].empty or instance.lines.![amount].contains(3)")
		void elements(Order order) {
		}

		@PostSaveReceiver(condition = "instance.lines[0].amount > 3 and instance.lines.size() > 0 and {1,"
				+ " 2}.contains(instance.total)")
		void indexes(Order order) {
		}

		@PostSaveReceiver(condition = "instance.maybe?.length() > 3 and instance.maybe.get().length() > 3")
		void optional(Order order) {
		}

		@PostSaveReceiver(condition = "instance.names.length > 3 and instance.type.simpleName == 'Order'")
		void arraysAndClasses(Order order) {
		}

		@PostSaveReceiver(condition = "(instance.flag ?: false) and (instance.total > 3 ? created : instance.flag)")
		void elvis(Order order) {
		}

		@PostSaveReceiver(condition = "@gate.isOpen(instance, created) and @gate.nothing")
		void beans(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance instanceof T(io.github.signals.declaration.DeclarationTableTests$SpecialOrder)"
						+ " and T(java.time.LocalDate).now() != null and new java.math.BigDecimal(3) > instance.total")
		void types(Order order) {
		}

		@PostSaveReceiver(condition = "changes.contains('status') or changes.after('address.city') == 'Bonn'"
				+ " or changes.before('discount') == 3 or changes.contains(@gate.name) or changes.after('address') !="
				+ " null")
		void attributes(Order order) {
		}

		@PostSaveReceiver(condition = "changes.attributes().contains('status') or changes.empty or changes.isEmpty()")
		void changes(Order order) {
		}

		@PostSaveReceiver(condition = "signal.instance.whatever == 3 and signal.sender.simpleName == 'Order' and"
				+ " signal.context.actor?.name == 'Tim'")
		void signal(Order order) {
		}

		@PreSaveReceiver(condition = "instance.status == 'created' and instance.status != 'changes'")
		void textOfAnotherName(Order order) {
		}

		@PostSaveReceiver(sender = { Order.class, Customer.class },
				condition = "instance.name == 'Tim' or instance.total > 3")
		void severalSenders() {
		}

		@PostSaveReceiver(condition = "instance.anything.atAll == 3")
		void everySender(Object any) {
		}

		@PostSaveReceiver(condition = "instance.total > 3")
		void interfaceOfTheSender(Priced priced) {
		}

		@BulkWriteReceiver(condition = "instance.rows > 3 and signal.rows > 3")
		void bulk(BulkWrite<Order> written) {
		}

		@CollectionChangeReceiver(condition = "signal.attribute == 'tags' and instance.total > 3")
		void collection(CollectionChange<Order> change) {
		}

		@Receiver(condition = "signal.amount > 3 and signal.amount() > 3 and instance.currency == 'EUR'")
		void ownSignal(Paid paid) {
		}

		@Receiver(condition = "signal.whatever == 3 and instance.whatever == 3")
		void ownSignalOfManyTypes(Said<? extends Priced> said) {
		}

		@PostSaveReceiver(condition = "instance.status")
		void textThatMayBeTrue(Order order) {
		}

		@PostSaveReceiver(condition = "'true'")
		void textThatIsTrue(Order order) {
		}

		@PostSaveReceiver(condition = "instance.lines.?[#this.amount > #root.instance.total].size() > 0")
		void variables(Order order) {
		}

		@PostSaveReceiver(condition = "{a: created, 'b': instance.total}['a']")
		void inlineMap(Order order) {
		}

		@PostSaveReceiver(
				condition = "hashCode() != 3 and instance.hashCode() != 3 and instance.status.bytes.length > 3")
		void whatEveryObjectHas(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance.point.x > 3 and instance.point.x() > 3 and instance.kind.name() == 'BIG' and"
						+ " instance.kind.label == 'x'")
		void recordsAndEnums(Order order) {
		}

		@PostSaveReceiver(
				condition = "instance.kind?.name() == 'BIG' and instance.size.name() == 'LARGE' and instance.size.tax > 3"
						+ " and instance.kind == T(io.github.signals.declaration.DeclarationTableTests$Kind).BIG"
						+ " and instance.kind != null and null != changes.after('size')")
		void enumsByTheirNames(Line line) {
		}

		@PostSaveReceiver(condition = "changes.after('size')?.name() == 'LARGE' or changes.before('kind').label == 'x'"
				+ " or changes.after('converted')?.name() == 'BIG' or changes.after('code') == 'any'"
				+ " or changes.after('code').text == 'any' or changes.after('code').equals('any')")
		void enumsOfChangesByTheirNames(Line line) {
		}

		@PostSaveReceiver(condition = "instance.size matches 'L.*' or {'LARGE'}.contains(instance.size?.name())"
				+ " or {'LARGE', @gate.name}.contains(instance.size) or instance.size.equals(@gate.size)")
		void enumsThatAreTakenForTexts(Line line) {
		}

		@PostSaveReceiver(
				condition = "changes.after('total') == 3L and instance.total == 3.5 and (instance.total > 3) == created"
						+ " and instance.extra == 'any' and changes.after('address').city == 'Bonn'"
						+ " and changes.after('customer')?.name == 'Tim'")
		void equalOnesOfOtherTypes(Order order) {
		}

		@PostSaveReceiver(
				condition = "-instance.total < 3 and instance.total + 1 > 3 and instance.total between {1, 3} and 2 ^ 3 > 3")
		void operators(Order order) {
		}

	}

	public static class Gate {

		public boolean isOpen(Object instance, boolean created) {
			return created;
		}

	}

	interface Priced {

		int getTotal();

	}

	@Entity
	@Table(name = "orders")
	public static class Order implements Priced {

		@Id
		private long id;

		private int hidden;

		@Transient
		public String note = "";

		private int total;

		private String status = "";

		private Address address = new Address();

		@ManyToOne
		private @Nullable Customer customer;

		@OneToMany(mappedBy = "order")
		private List<Line> lines = List.of();

		@ElementCollection
		private List<String> tags = List.of();

		@Override
		public int getTotal() {
			return this.total;
		}

		public String getStatus() {
			return this.status;
		}

		public void setStatus(String status) {
			this.status = status;
		}

		public boolean isUrgent() {
			return this.hidden > 0;
		}

		public void setUrgent(boolean urgent) {
			this.hidden = urgent ? 1 : 0;
		}

		public Address getAddress() {
			return this.address;
		}

		public @Nullable Customer getCustomer() {
			return this.customer;
		}

		public List<Line> getLines() {
			return this.lines;
		}

		public boolean isExpensive() {
			return this.total > 100;
		}

		public boolean expensive() {
			return this.total > 100;
		}

		public boolean isAbove(int total) {
			return this.total > total;
		}

		public int sum(int... numbers) {
			return numbers.length;
		}

		public Object getExtra() {
			return this;
		}

		public Map<String, ?> getMap() {
			return Map.of();
		}

		public Optional<String> getMaybe() {
			return Optional.empty();
		}

		public String[] getNames() {
			return new String[0];
		}

		public Class<?> getType() {
			return getClass();
		}

		public Boolean getFlag() {
			return true;
		}

		public Point getPoint() {
			return new Point(1, 2);
		}

		public Grade getGrade() {
			return Grade.A;
		}

		public Kind getKind() {
			return Kind.BIG;
		}

	}

	@Entity
	public static class SpecialOrder extends Order {

		private int discount;

		public int getDiscount() {
			return this.discount;
		}

	}

	@Entity
	public static class Customer {

		@Id
		private long id;

		private String name = "";

		protected Customer() {
		}

		Customer(String name) {
			this.id = name.hashCode();
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity
	@Access(AccessType.FIELD)
	public static class Line {

		@Id
		private long id;

		private int amount;

		@ManyToOne
		private @Nullable Order order;

		private @Nullable Kind kind;

		private @Nullable Size size;

		@Convert(converter = KindConverter.class)
		private @Nullable Kind converted;

		@Convert(converter = CodeConverter.class)
		private @Nullable Code code;

		private @Nullable LocalDate shippedOn;

		private @Nullable Origin origin;

		public int getAmount() {
			return this.amount;
		}

		public @Nullable Kind getKind() {
			return this.kind;
		}

		public @Nullable Size getSize() {
			return this.size;
		}

		public @Nullable LocalDate getShippedOn() {
			return this.shippedOn;
		}

	}

	@Embeddable
	public static class Address {

		private String city = "";

		public String getCity() {
			return this.city;
		}

	}

	@Embeddable
	public static class Origin {

		@Column(name = "origin_kind")
		private @Nullable Kind kind;

	}

	public record Code(String text) {

	}

	static class KindConverter implements AttributeConverter<Kind, String> {

		@Override
		public String convertToDatabaseColumn(Kind kind) {
			return kind.name();
		}

		@Override
		public Kind convertToEntityAttribute(String column) {
			return Kind.valueOf(column);
		}

	}

	static class CodeConverter implements AttributeConverter<Code, String> {

		@Override
		public String convertToDatabaseColumn(Code code) {
			return code.text();
		}

		@Override
		public Code convertToEntityAttribute(String column) {
			return new Code(column);
		}

	}

	public record Point(int x, int y) {

	}

	public enum Grade {

		A;

		public boolean equals(String code) {
			return name().equals(code);
		}

	}

	public enum Kind {

		BIG;

		public String getLabel() {
			return "big";
		}

	}

	public enum Size {

		SMALL,

		LARGE {

			public int getTax() {
				return 3;
			}

		}

	}

	record Ordre(String status) {

	}

	public record Money(String currency) {

	}

	public record Paid(int amount, Money instance) implements Signal<Money> {

	}

	public interface Said<T> extends Signal<T> {

	}

	@Configuration(proxyBeanMethods = false)
	static class Store {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Order.class.getName(), SpecialOrder.class.getName(),
					Customer.class.getName(), Line.class.getName(), Address.class.getName(), Origin.class.getName());
		}

	}

}
