package io.github.signals.dispatch;

import java.util.function.BiConsumer;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;

/**
 * The parts of a condition that write: it is asked as often as there are signals, and by
 * those who only want to know.
 */
final class ConditionWrites {

	private ConditionWrites() {
	}

	/**
	 * Find all of them.
	 * @param node the expression
	 * @param refuse takes each rule that is broken, with the remedy
	 */
	static void check(SpelNode node, BiConsumer<String, String> refuse) {
		if (node instanceof Assign) {
			refuse.accept("The condition assigns a value to '" + written(node) + "'.", "Compare with '=='.");
		}
		else if (node instanceof OpInc || node instanceof OpDec) {
			refuse.accept("The condition changes '" + written(node) + "', and a condition must not write.", "Write "
					+ written(node) + ((node instanceof OpInc) ? " + 1" : " - 1") + ", which leaves it as it is.");
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			check(node.getChild(i), refuse);
		}
	}

	private static String written(SpelNode node) {
		return ConditionRules.describe(node.getChild(0));
	}

}
