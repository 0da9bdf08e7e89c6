package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.declaration.DeclarationTableTests.Customer;
import io.github.signals.declaration.DeclarationTableTests.Kind;
import io.github.signals.declaration.DeclarationTableTests.Line;
import io.github.signals.declaration.DeclarationTableTests.Order;
import io.github.signals.declaration.DeclarationTableTests.Paid;
import io.github.signals.declaration.DeclarationTableTests.Priced;
import io.github.signals.declaration.DeclarationTableTests.Says;
import io.github.signals.declaration.DeclarationTableTests.Size;
import io.github.signals.declaration.DeclarationTableTests.SpecialOrder;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.ReceiverConditions.allOf;
import static io.github.signals.ReceiverConditions.changed;
import static io.github.signals.ReceiverConditions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each condition that cannot work, in Java or as a function in an expression, with all
 * that is said of it, and those next to it that can.
 */
class ConditionTableTests {

	private static final String TABLE = DeclarationTableTests.class.getName() + "$";

	private static final String HERE = ConditionTableTests.class.getName() + "$";

	private final ApplicationContextRunner runner = DeclarationTableTests.runner().withUserConfiguration(Beans.class);

	@TestFactory
	Stream<DynamicTest> whatCannotWorkIsRefused() { // S14
		Map<String, DeclarationProblem> found = problems().stream()
			.collect(Collectors.toMap(DeclarationProblem::method, Function.identity()));
		return Arrays.stream(Wrong.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Says.class))
			.map((method) -> DynamicTest.dynamicTest(method.getName(), () -> {
				Says says = method.getAnnotation(Says.class);
				DeclarationProblem problem = found.get(describe(method));
				assertThat(problem).as(describe(method)).isNotNull();
				assertThat(problem.rule()).isEqualTo(says.value().replace("~", TABLE).replace("^", HERE));
				assertThat(problem.remedy()).isEqualTo(says.remedy().replace("~", TABLE).replace("^", HERE));
			}));
	}

	private static String describe(Method method) {
		return "Wrong." + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

	private List<DeclarationProblem> problems() {
		List<DeclarationProblem> found = new ArrayList<>();
		this.runner.withBean("wrong", Wrong.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOfSatisfying(
					InvalidReceiversException.class, (failure) -> found.addAll(failure.problems())));
		return found;
	}

	@Test
	void whatCanWorkStarts() { // S14
		this.runner.withBean("fine", Fine.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@TestFactory
	Stream<DynamicTest> whatCannotWorkAtRunTimeIsRefused() { // S14
		ReceiverSpec<PostSave<Order>> parts = ReceiverSpec.postSave(Order.class).parts("lines").delivery(AFTER_COMMIT);
		Map<ReceiverSpec<?>, String> wrong = Map.of(parts.when(changed("lines.amount").to(3)),
				"The condition asks for the value of 'lines.amount', which stands for many parts and has none."
						+ " Ask only whether it has changed.",
				ReceiverSpec.postSave(Order.class).when(changed("statu")),
				"The condition asks for changes to 'statu', which ~Order does not have. Did you mean status?",
				ReceiverSpec.postSave(Line.class).when(not(changed("size").to("LARGE"))),
				"The condition compares 'size', of type ~Size, with a value of type java.lang.String. They are never"
						+ " equal. Compare values of one type.",
				ReceiverSpec.postSave(Order.class).when(allOf(changed("address").from("Bonn"))),
				"The condition asks for the value of 'address', which is embedded. Name an attribute in it, as in"
						+ " changed(\"address.name\").",
				ReceiverSpec.postSave(Order.class).when(OfTwoBeans.class),
				"The condition ^OfTwoBeans has several beans: one, two. Make one of them @Primary, or name a class that"
						+ " only one bean has.");
		return wrong.entrySet()
			.stream()
			.map((each) -> DynamicTest.dynamicTest(each.getValue(), () -> this.runner.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				assertThatIllegalArgumentException().isThrownBy(() -> signals.connect(each.getKey(), (signal) -> {
				})).withMessage(each.getValue().replace("~", TABLE).replace("^", HERE));
			})));
	}

	@Test
	void whatCanWorkAtRunTimeIsConnected() { // S14
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			ReceiverSpec<PostSave<Line>> spec = ReceiverSpec.postSave(Line.class)
				.when(changed("size").from(Size.SMALL).to(Size.LARGE))
				.when(changed("kind").from(null).to(Kind.BIG))
				.when(changed("amount").to(3))
				.when(changed("order").to(1L));
			assertThat(signals.connect(spec, (signal) -> {
			})).isTrue();
		});
	}

	static class Wrong {

		@Says(value = "The condition ^OfOrders tests PostSave, but the receiver hears PostDelete.",
				remedy = "Hear only PostSave, or let the condition test a type that all signals share.")
		@PostDeleteReceiver(when = OfOrders.class)
		void anotherSignal(Order order) {
		}

		@Says(value = "The condition ^OfOrders tests PostSave, but the receiver hears PostDelete.",
				remedy = "Hear only PostSave, or let the condition test a type that all signals share.")
		@Receiver(value = { PostSave.class, PostDelete.class }, when = OfOrders.class)
		void oneSignalOfTwo(Order order) {
		}

		@Says(value = "The condition ^OfOrders tests signals of ~Order, but the receiver hears ~Customer.",
				remedy = "Hear a sender that the condition can test, or let the condition test signals of Customer.")
		@PostSaveReceiver(when = OfOrders.class)
		void anotherSender(Customer customer) {
		}

		@Says(value = "The condition ^OfSpecialOrders tests signals of ~SpecialOrder, but the receiver hears ~Order.",
				remedy = "Hear a sender that the condition can test, or let the condition test signals of Order.")
		@PostSaveReceiver(when = { OfOrders.class, OfSpecialOrders.class })
		void aSubtypeOfTheSender(Order order) {
		}

		@Says(value = "The condition ^OfOrderStatements tests signals of ~Order, but the receiver hears ~Customer.",
				remedy = "Hear a sender that the condition can test, or let the condition test signals of Customer.")
		@BulkWriteReceiver(when = OfOrderStatements.class)
		void anotherSenderOfAStatement(BulkWrite<Customer> written) {
		}

		@Says(value = "The condition ^Abstract is abstract, and no bean has it.",
				remedy = "Name a class that can be created, or declare a bean of this type.")
		@PostSaveReceiver(when = Abstract.class)
		void notToBeCreated(Order order) {
		}

		@Says(value = "The condition ^OfTwoBeans has several beans: one, two.",
				remedy = "Make one of them @Primary, or name a class that only one bean has.")
		@PostSaveReceiver(when = OfTwoBeans.class)
		void ambiguous(Order order) {
		}

		@Says(value = "The condition asks for changes to 'statu', which ~Order does not have.",
				remedy = "Did you mean status?")
		@PostSaveReceiver(condition = "was('statu') == 'PAID'")
		void attributeOfAFunction(Order order) {
		}

		@Says(value = "The condition calls 'wsa()', which does not exist.", remedy = "Did you mean was?")
		@PostSaveReceiver(condition = "wsa('status') == 'PAID'")
		void function(Order order) {
		}

		@Says(value = "The condition calls 'changedTo()', which only PreSave and PostSave provide.",
				remedy = "Remove it from the condition, or hear only PreSave and PostSave.")
		@PostDeleteReceiver(condition = "changedTo('status', 'PAID')")
		void functionOfAnotherSignal(Order order) {
		}

		@Says(value = "The condition calls 'changedTo()', which takes 2 arguments, with 1.",
				remedy = "Write changedTo('name', value).")
		@PostSaveReceiver(condition = "changedTo('status')")
		void functionWithoutAValue(Order order) {
		}

		@Says(value = "The condition asks for the value of 'address', which is embedded.",
				remedy = "Name an attribute in it, as in was('address.name').")
		@PostSaveReceiver(condition = "was('address') == null")
		void embeddedValue(Order order) {
		}

		@Says(value = "The condition asks for changes to 'lines[7].amout', which ~Line does not have.",
				remedy = "Did you mean amount?")
		@PostSaveReceiver(delivery = AFTER_COMMIT, parts = "lines", condition = "changed('lines[7].amout')")
		void attributeOfAPart(Order order) {
		}

		@Says(value = "The condition asks for the value of 'lines.amount', which stands for many parts and has none.",
				remedy = "Ask only whether it has changed.")
		@PostSaveReceiver(delivery = AFTER_COMMIT, parts = "lines", condition = "changedTo('lines.amount', 3)")
		void valueOfManyParts(Order order) {
		}

		@Says(value = "The condition asks for the value of 'lines.amount', which stands for many parts and has none.",
				remedy = "Ask only whether it has changed.")
		@PostSaveReceiver(delivery = AFTER_COMMIT, parts = "lines", condition = "changes.after('lines.amount') == 3")
		void changeOfManyParts(Order order) {
		}

		@Says(value = "The condition calls 'was()' for 'lines[7].amount', which belongs to a part and is only known if it"
				+ " has changed.", remedy = "Write changes.before('lines[7].amount').")
		@PostSaveReceiver(delivery = AFTER_COMMIT, parts = "lines", condition = "was('lines[7].amount') == 3")
		void presentValueOfAPart(Order order) {
		}

		@Says(value = "The condition asks whether 'size' has changed to 'LAREG', which ~Size does not have.",
				remedy = "Did you mean LARGE?")
		@PostSaveReceiver(condition = "changedTo('size', 'LAREG')")
		void constantOfAnEnum(Line line) {
		}

		@Says(value = "The condition asks whether 'kind' has changed to 'XL', which ~Kind does not have.",
				remedy = "Its constants are BIG.")
		@PostSaveReceiver(condition = "changedTo('kind', 'XL')")
		void constantFarFromAll(Line line) {
		}

		@Says(value = "The condition asks whether 'amount', of type int, has changed to 'three'. They are never equal.",
				remedy = "Compare values of one type.")
		@PostSaveReceiver(condition = "changedTo('amount', 'three')")
		void valueOfAnotherType(Line line) {
		}

		@Says(value = "The condition compares 'was('size')' of type ~Size with the text 'LARGE'. They are never equal.",
				remedy = "Write was('size')?.name() == 'LARGE'.")
		@PostSaveReceiver(condition = "was('size') == 'LARGE'")
		void enumAndText(Line line) {
		}

		@Says(value = "The condition is not a boolean expression: 'was('shippedOn')' is of type java.time.LocalDate.",
				remedy = "Compare it with a value.")
		@PostSaveReceiver(condition = "was('shippedOn')")
		void valueInsteadOfAComparison(Line line) {
		}

	}

	static class Fine {

		@PostSaveReceiver(delivery = AFTER_COMMIT, parts = "lines",
				condition = "changed('lines.amount') or changes.after('lines[7].amount') == 3 or changedTo('lines[7].amount', 3)")
		void attributesOfParts(Order order) {
		}

		@PostSaveReceiver(when = OfOrders.class)
		void sameSender(Order order) {
		}

		@PostSaveReceiver(when = { OfOrders.class, OfPriced.class, OfAll.class })
		void subtype(SpecialOrder order) {
		}

		@Receiver(value = { PostSave.class, PostDelete.class }, when = { OfAll.class, OfPriced.class })
		void severalSignals(Order order) {
		}

		@Receiver(when = OfPayments.class)
		void ownSignal(Paid paid) {
		}

		@Receiver(value = Paid.class, when = OfPayments.class)
		void ownSignalWithoutAParameter() {
		}

		@PostSaveReceiver(when = Generic.class)
		void boundOfATypeVariable(Order order) {
		}

		@PostSaveReceiver(when = Interface.class)
		void beanOfAnInterface(Order order) {
		}

		@PostSaveReceiver(when = OneIsPrimary.class)
		void primaryBean(Order order) {
		}

		@PostSaveReceiver(condition = "was('status') == 'PAID' and is('status') != 'PAID' and changed('address')"
				+ " and changed('address.city') and was('address.city') == 'Bonn' and changedTo('total', 3.0)"
				+ " and changedTo('status', instance.status) and is('customer') == 3 and changedTo('customer', 3)")
		void functions(Order order) {
		}

		@PostSaveReceiver(condition = "changedTo('size', 'LARGE') or changedTo('kind', null) or changedTo('size',"
				+ " instance.size) or was('size')?.name() == 'SMALL'")
		void functionsOfEnums(Line line) {
		}

	}

	static class OfOrders implements ReceiverCondition<PostSave<Order>> {

		@Override
		public boolean test(PostSave<Order> signal) {
			return true;
		}

	}

	static class OfSpecialOrders implements ReceiverCondition<PostSave<SpecialOrder>> {

		@Override
		public boolean test(PostSave<SpecialOrder> signal) {
			return true;
		}

	}

	static class OfOrderStatements implements ReceiverCondition<BulkWrite<Order>> {

		@Override
		public boolean test(BulkWrite<Order> signal) {
			return true;
		}

	}

	static class OfPriced implements ReceiverCondition<EntitySignal<? extends Priced>> {

		@Override
		public boolean test(EntitySignal<? extends Priced> signal) {
			return true;
		}

	}

	static class OfPayments implements ReceiverCondition<Paid> {

		@Override
		public boolean test(Paid signal) {
			return true;
		}

	}

	static class OfAll implements ReceiverCondition<Signal<?>> {

		@Override
		public boolean test(Signal<?> signal) {
			return true;
		}

	}

	static class Generic<T extends Priced> implements ReceiverCondition<PostSave<T>> {

		@Override
		public boolean test(PostSave<T> signal) {
			return true;
		}

	}

	abstract static class Abstract implements ReceiverCondition<PostSave<Order>> {

	}

	interface Interface extends ReceiverCondition<PostSave<Order>> {

	}

	static class OfTwoBeans extends OfOrders {

	}

	static class OneIsPrimary extends OfOrders {

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Interface lambda() {
			return (saved) -> true;
		}

		@Bean
		OfTwoBeans one() {
			return new OfTwoBeans();
		}

		@Bean
		OfTwoBeans two() {
			return new OfTwoBeans();
		}

		@Bean
		@Primary
		OneIsPrimary primary() {
			return new OneIsPrimary();
		}

		@Bean
		OneIsPrimary secondary() {
			return new OneIsPrimary();
		}

	}

}
