package io.github.signals.declaration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.StringLiteral;

import io.github.signals.declaration.KnownTypes.Value;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.Suggestion;
import io.github.signals.dispatch.Words;

import static io.github.signals.declaration.KnownTypes.ANYTHING;
import static io.github.signals.declaration.KnownTypes.BOOLEAN;

/**
 * The functions in a condition that ask for an attribute and its change.
 */
final class ConditionFunctions {

	private final Declared declaration;

	private final KnownTypes types;

	private final ConditionAttributes attributes;

	private final List<DeclarationProblem> problems;

	private final Map<SpelNode, Value> values;

	ConditionFunctions(Declared declaration, KnownTypes types, ConditionAttributes attributes,
			List<DeclarationProblem> problems, Map<SpelNode, Value> values) {
		this.declaration = declaration;
		this.types = types;
		this.attributes = attributes;
		this.problems = problems;
		this.values = values;
	}

	private void refuse(String rule, String remedy) {
		this.problems.add(this.declaration.problem(rule, remedy));
	}

	/**
	 * Check a call.
	 * @param call the call, whose arguments have been looked at
	 * @return what is known of its result
	 */
	Value call(MethodReference call) {
		String name = call.getName();
		Value result = name.startsWith("changed") ? BOOLEAN : ANYTHING;
		if (!this.declaration.hearsOnlySaves()) {
			refuse("The condition calls '" + name + "()', which only PreSave and PostSave provide.",
					"Remove it from the condition, or hear only PreSave and PostSave.");
			return result;
		}
		int arguments = Objects.requireNonNull(ConditionText.FUNCTIONS.get(name));
		if (call.getChildCount() != arguments) {
			refuse("The condition calls '" + name + "()', which takes " + Words.count(arguments, "argument") + ", with "
					+ call.getChildCount() + ".",
					"Write " + (name.equals("changedTo") ? "changedTo('name', value)." : name + "('name')."));
			return result;
		}
		String attribute = text(call.getChild(0));
		return (attribute != null) ? ofAttribute(call, attribute, result) : result;
	}

	private static @Nullable String text(SpelNode node) {
		return (node instanceof StringLiteral literal) ? String.valueOf(literal.getLiteralValue().getValue()) : null;
	}

	private Value ofAttribute(MethodReference call, String attribute, Value result) {
		boolean ofValue = !call.getName().equals("changed");
		DeclarationProblem problem = this.attributes.check(attribute);
		problem = (problem == null && ofValue) ? this.attributes.checkValue(attribute) : problem;
		if (problem != null) {
			this.problems.add(problem);
			return result;
		}
		if (!ofValue) {
			return result;
		}
		if (this.attributes.isEmbedded(attribute)) {
			refuse("The condition asks for the value of '" + attribute + "', which is embedded.",
					"Name an attribute in it, as in " + call.getName() + "('" + attribute + ".name').");
			return result;
		}
		Class<?> type = this.attributes.type(attribute);
		if (call.getName().equals("changedTo")) {
			checkValue(attribute, type, call.getChild(1));
			return result;
		}
		if (this.attributes.isOfPart(attribute)) {
			refuse("The condition calls '" + call.getName() + "()' for '" + attribute
					+ "', which belongs to a part and is only known if it has changed.",
					"Write changes." + (call.getName().equals("was") ? "before" : "after") + "('" + attribute + "').");
			return result;
		}
		// A reference to an entity is an identifier.
		return (type.isPrimitive() || type.isEnum() || KnownTypes.isOfJava(type)) ? this.types.of(type) : result;
	}

	/**
	 * Check the value that an attribute is to have. The constant of an enum is named by a
	 * text.
	 */
	private void checkValue(String attribute, Class<?> type, SpelNode node) {
		String text = text(node);
		if (text != null && type.isEnum()) {
			List<String> names = Arrays.stream(type.getEnumConstants()).map((each) -> ((Enum<?>) each).name()).toList();
			if (!names.contains(text)) {
				String nearest = Suggestion.nearest(text, names);
				refuse("The condition asks whether '" + attribute + "' has changed to '" + text + "', which "
						+ type.getName() + " does not have.",
						(nearest != null) ? "Did you mean " + nearest + "?"
								: "Its constants are " + String.join(", ", names) + ".");
			}
			return;
		}
		Value value = this.values.getOrDefault(node, ANYTHING);
		if (ConditionComparisons.areNeverEqual(this.types.of(type), value)) {
			refuse("The condition asks whether '" + attribute + "', of type " + type.getName() + ", has changed to "
					+ ConditionText.describe(node) + ". They are never equal.", "Compare values of one type.");
		}
	}

}
