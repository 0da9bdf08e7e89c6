package io.github.signals.declaration;

import java.util.List;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;

import io.github.signals.dispatch.DeclarationProblem;

/**
 * The parts of a condition that write: it is asked as often as there are signals, and by
 * those who only want to know.
 */
final class ConditionWrites {

	private ConditionWrites() {
	}

	/**
	 * Report every part that writes.
	 * @param node the expression
	 * @param declaration the declaration
	 * @param problems what is wrong
	 */
	static void check(SpelNode node, Declared declaration, List<DeclarationProblem> problems) {
		if (node instanceof Assign) {
			problems.add(declaration.problem("The condition assigns a value to '" + written(node) + "'.",
					"Compare with '=='."));
		}
		else if (node instanceof OpInc || node instanceof OpDec) {
			String step = written(node) + ((node instanceof OpInc) ? " + 1" : " - 1");
			problems.add(declaration.problem(
					"The condition changes '" + written(node) + "', and a condition must not write.",
					"Write " + step + ", which leaves it as it is."));
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			check(node.getChild(i), declaration, problems);
		}
	}

	private static String written(SpelNode node) {
		return ConditionText.describe(node.getChild(0));
	}

}
