package io.github.signals.declaration;

import java.util.Map;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;

/**
 * The parts of a condition as its author wrote them.
 */
final class ConditionText {

	/** The functions of a condition, and how many arguments each of them takes. */
	static final Map<String, Integer> FUNCTIONS = Map.of("was", 1, "is", 1, "changed", 1, "changedTo", 2);

	private ConditionText() {
	}

	static String describe(SpelNode node) {
		if (node instanceof PropertyOrFieldReference property) {
			return property.getName();
		}
		if (node instanceof MethodReference method) {
			return FUNCTIONS.containsKey(method.getName()) ? method.toStringAST() : method.getName() + "()";
		}
		String text = node.toStringAST();
		return (node instanceof Operator && text.startsWith("(") && text.endsWith(")"))
				? text.substring(1, text.length() - 1) : text;
	}

}
