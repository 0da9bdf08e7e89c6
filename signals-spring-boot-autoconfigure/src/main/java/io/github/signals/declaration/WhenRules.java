package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.github.signals.AttributeChange;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverConditions;
import io.github.signals.Signal;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * The rules for conditions in Java: each of them must be able to test what the receiver
 * hears.
 */
final class WhenRules {

	private final Declared declaration;

	private final List<DeclarationProblem> problems = new ArrayList<>();

	private WhenRules(Declared declaration) {
		this.declaration = declaration;
	}

	/**
	 * Check the classes of conditions.
	 */
	static List<DeclarationProblem> check(Declared declaration) {
		WhenRules rules = new WhenRules(declaration);
		declaration.when().forEach(rules::check);
		return rules.problems;
	}

	private void check(Class<?> condition) {
		ResolvableType tested = ResolvableType.forClass(condition).as(ReceiverCondition.class).getGeneric(0);
		Class<?> signal = tested.resolve(Signal.class);
		for (Class<?> heard : this.declaration.signals()) {
			if (!signal.isAssignableFrom(heard)) {
				refuse("The condition " + condition.getName() + " tests " + signal.getSimpleName()
						+ ", but the receiver hears " + heard.getSimpleName() + ".",
						"Hear only " + signal.getSimpleName()
								+ ", or let the condition test a type that all signals share.");
				return;
			}
			Class<?> missed = missed(ReceiverParameter.ofSignal(tested).resolve(Object.class), heard);
			if (missed != null) {
				refuse("The condition " + condition.getName() + " tests signals of "
						+ ReceiverParameter.ofSignal(tested).resolve(Object.class).getName()
						+ ", but the receiver hears " + missed.getName() + ".",
						"Hear a sender that the condition can test, or let the condition test signals of "
								+ missed.getSimpleName() + ".");
				return;
			}
		}
	}

	/**
	 * Return a sender that a condition cannot test, or {@code null}. A signal of the
	 * application may say which sender it is about.
	 */
	private @Nullable Class<?> missed(Class<?> tested, Class<?> signal) {
		Class<?> known = ReceiverParameter.ofSignal(ResolvableType.forClass(signal)).resolve(Object.class);
		Set<Class<?>> senders = this.declaration.senders();
		return senders.stream()
			.filter((sender) -> !tested.isAssignableFrom(sender) && !tested.isAssignableFrom(known))
			.findFirst()
			.orElse(null);
	}

	private void refuse(String rule, String remedy) {
		this.problems.add(this.declaration.problem(rule, remedy));
	}

	/**
	 * Check the changes that given conditions ask for.
	 * @param attributes what is known of the attributes
	 */
	static List<DeclarationProblem> checkChanges(Declared declaration, ConditionAttributes attributes) {
		WhenRules rules = new WhenRules(declaration);
		declaration.givenConditions()
			.stream()
			.flatMap((condition) -> ReceiverConditions.attributeChanges(condition).stream())
			.forEach((change) -> rules.check(change, attributes));
		return rules.problems;
	}

	private void check(AttributeChange change, ConditionAttributes attributes) {
		DeclarationProblem problem = attributes.check(change.attribute());
		problem = (problem == null && change.isOfValues()) ? attributes.checkValue(change.attribute()) : problem;
		if (problem != null) {
			this.problems.add(problem);
			return;
		}
		if (change.isOfValues() && attributes.isEmbedded(change.attribute())) {
			refuse("The condition asks for the value of '" + change.attribute() + "', which is embedded.",
					"Name an attribute in it, as in changed(\"" + change.attribute() + ".name\").");
			return;
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(attributes.type(change.attribute()));
		for (Object value : change.values()) {
			if (isNever(type, value)) {
				refuse("The condition compares '" + change.attribute() + "', of type " + type.getName()
						+ ", with a value of type " + value.getClass().getName() + ". They are never equal.",
						"Compare values of one type.");
			}
		}
	}

	/**
	 * Return whether an attribute never has a value. A reference to an entity has its
	 * identifier.
	 */
	private static boolean isNever(Class<?> type, Object value) {
		boolean certain = type.isEnum() || KnownTypes.isOfJava(type) && type != Object.class;
		return certain && !type.isInstance(value);
	}

}
