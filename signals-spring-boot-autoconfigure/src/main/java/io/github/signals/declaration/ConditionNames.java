package io.github.signals.declaration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.StringLiteral;

import io.github.signals.BulkWrite;
import io.github.signals.Changes;
import io.github.signals.Signal;
import io.github.signals.declaration.KnownTypes.Value;
import io.github.signals.dispatch.ConditionRoot;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.Suggestion;

import static io.github.signals.declaration.KnownTypes.ANYTHING;
import static io.github.signals.declaration.KnownTypes.NOTHING;

/**
 * Looks up each name in a condition, and suggests what was probably meant.
 */
final class ConditionNames {

	static final Value ROOT = new Value("", Set.of(ConditionRoot.class));

	private static final List<String> OF_ROOT = List.of("instance", "created", "changes", "signal", "was", "is",
			"changed", "changedTo");

	private static final Set<String> OF_SAVES = Set.of("created", "changes");

	private static final Set<String> OF_ATTRIBUTES = Set.of("contains", "before", "after");

	private static final String METHODS_OF_CHANGES = "Call contains, before or after, as in changes.contains('name').";

	private static final String ANOTHER_PROPERTY = "Read another property, or call a method of a bean,"
			+ " as in @name.test(instance).";

	private static final String ANOTHER_METHOD = "Call another method, or one of a bean, as in @name.test(instance).";

	private static final String ALL = "A condition can use instance, created, changes and signal, and beans as @name.";

	private final Declared declaration;

	private final KnownTypes types;

	private final ConditionAttributes attributes;

	private final List<DeclarationProblem> problems;

	private final ConditionFunctions functions;

	private final Value instance;

	ConditionNames(Declared declaration, KnownTypes types, ConditionAttributes attributes,
			List<DeclarationProblem> problems, Map<SpelNode, Value> values) {
		this.declaration = declaration;
		this.types = types;
		this.attributes = attributes;
		this.problems = problems;
		this.functions = new ConditionFunctions(declaration, types, attributes, problems, values);
		this.instance = instance();
	}

	private Value instance() {
		Set<Class<?>> signals = this.declaration.signals();
		if (signals.contains(BulkWrite.class)) {
			return this.declaration.hearsOnly(BulkWrite.class) ? this.types.of(BulkWrite.class) : ANYTHING;
		}
		return this.types.ofSenders(this.declaration.senders());
	}

	private Value refuse(String rule, String remedy) {
		this.problems.add(this.declaration.problem(rule, remedy));
		return ANYTHING;
	}

	Value property(Value owner, String name, String path) {
		if (owner == ROOT) {
			return ofRoot(name, 0, "reads '" + name + "'");
		}
		Value value = this.types.property(owner, name);
		if (value != null) {
			return value;
		}
		return refuse("The condition reads '" + path + "', but " + owner.name() + " has no such property.", nearest(
				name, owner.propertyNames(),
				isOfOthers(owner) ? ANOTHER_PROPERTY : "Add a public getter for it, or read another property."));
	}

	Value method(Value owner, MethodReference method, String path) {
		String name = method.getName();
		if (owner == ROOT) {
			return ConditionText.FUNCTIONS.containsKey(name) ? this.functions.call(method)
					: ofRoot(name, method.getChildCount(), "calls '" + name + "()'");
		}
		Value value = this.types.method(owner, name, method.getChildCount());
		if (value != null) {
			return (value != NOTHING) ? ofAttribute(owner, method, value) : refuseNothing(path);
		}
		return refuse("The condition calls '" + path + "', but " + owner.name() + " has no such method.",
				nearest(name, owner.methodNames(), anotherMethod(owner)));
	}

	private Value refuseNothing(String path) {
		return refuse("The condition calls '" + path + "', which returns nothing, and a condition must not write.",
				"Call a method that returns a value.");
	}

	private static String anotherMethod(Value owner) {
		if (ofChanges(owner)) {
			return METHODS_OF_CHANGES;
		}
		return isOfOthers(owner) ? ANOTHER_METHOD : "Add a public method for it, or call another one.";
	}

	/**
	 * Return whether the application cannot add anything to the classes of a value.
	 */
	private static boolean isOfOthers(Value owner) {
		return owner.classes()
			.stream()
			.allMatch((type) -> KnownTypes.isOfJava(type) || type.getPackage() == Signal.class.getPackage());
	}

	private Value ofRoot(String name, int arguments, String reads) {
		if (OF_SAVES.contains(name) && !this.declaration.hearsOnlySaves()) {
			return refuse("The condition " + reads + ", which only PreSave and PostSave provide.",
					"Remove it from the condition, or hear only PreSave and PostSave.");
		}
		if (name.equals("instance")) {
			return this.instance;
		}
		if (name.equals("signal")) {
			Set<Class<?>> signals = this.declaration.signals();
			return (signals.size() == 1) ? this.types.of(signals.iterator().next()) : ANYTHING;
		}
		Value value = (arguments == 0) ? this.types.property(ROOT, name) : null;
		value = (value != null) ? value : this.types.method(ROOT, name, arguments);
		if (value == NOTHING) {
			return refuseNothing(name + "()");
		}
		return (value != null) ? value : refuse("The condition " + reads + ", which does not exist.", ofRoot(name));
	}

	private String ofRoot(String name) {
		Value senders = new Value("", this.declaration.senders());
		boolean ofInstance = senders.isKnown() && this.types.property(senders, name) != null;
		return ofInstance ? "Write instance." + name + "." : nearest(name, OF_ROOT, ALL);
	}

	private static String nearest(String name, Collection<String> names, String otherwise) {
		String nearest = Suggestion.nearest(name, names);
		return (nearest != null) ? "Did you mean " + nearest + "?" : otherwise;
	}

	/**
	 * Return what is known of what changes tell of an attribute.
	 */
	private Value ofAttribute(Value owner, MethodReference method, Value otherwise) {
		if (!ofChanges(owner) || !OF_ATTRIBUTES.contains(method.getName()) || method.getChildCount() != 1
				|| !(method.getChild(0) instanceof StringLiteral literal)) {
			return otherwise;
		}
		String attribute = String.valueOf(literal.getLiteralValue().getValue());
		boolean ofValue = !method.getName().equals("contains");
		DeclarationProblem problem = this.attributes.check(attribute);
		problem = (problem == null && ofValue) ? this.attributes.checkValue(attribute) : problem;
		if (problem != null) {
			this.problems.add(problem);
			return otherwise;
		}
		return ofValue ? this.types.of(this.attributes.type(attribute)) : otherwise;
	}

	private static boolean ofChanges(Value owner) {
		return owner.classes().contains(Changes.class);
	}

	/**
	 * Check a variable: there are no others than those that every expression has.
	 */
	Value variable(SpelNode node, Value scope) {
		String text = node.toStringAST();
		if (node instanceof FunctionReference) {
			String name = text.substring(0, text.indexOf('('));
			return refuse("The condition calls the function '" + name + "', which does not exist.",
					"Call a method of a bean, as in @name." + name.substring(1) + "(instance).");
		}
		String name = text.substring(1);
		if (name.equals("root") || name.equals("this")) {
			return name.equals("root") ? ROOT : scope;
		}
		return refuse("The condition reads the variable '" + text + "', which does not exist.",
				OF_ROOT.contains(name) ? "Write " + name + ", without '#'." : ALL);
	}

}
