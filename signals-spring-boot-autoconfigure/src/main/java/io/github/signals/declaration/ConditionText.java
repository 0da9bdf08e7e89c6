package io.github.signals.declaration;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;

/**
 * The parts of a condition as its author wrote them.
 */
final class ConditionText {

	private ConditionText() {
	}

	static String describe(SpelNode node) {
		if (node instanceof PropertyOrFieldReference property) {
			return property.getName();
		}
		if (node instanceof MethodReference method) {
			return method.getName() + "()";
		}
		String text = node.toStringAST();
		return (node instanceof Operator && text.startsWith("(") && text.endsWith(")"))
				? text.substring(1, text.length() - 1) : text;
	}

}
