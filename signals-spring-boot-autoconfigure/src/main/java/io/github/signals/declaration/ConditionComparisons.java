package io.github.signals.declaration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.StringLiteral;

import io.github.signals.declaration.KnownTypes.Value;
import io.github.signals.dispatch.DeclarationProblem;

import static io.github.signals.declaration.KnownTypes.ANYTHING;
import static io.github.signals.declaration.KnownTypes.NUMBER;

/**
 * The comparisons in a condition: apart from numbers and from texts of different classes,
 * an expression converts neither side, so an enum never equals the text of its name. Only
 * enums and classes of Java are checked, because other classes define what they equal.
 */
final class ConditionComparisons {

	private final Declared declaration;

	private final Map<SpelNode, Value> values;

	private final List<DeclarationProblem> problems;

	/**
	 * Create an instance.
	 * @param declaration the declaration
	 * @param values what is known of the parts of the expression
	 * @param problems what is wrong
	 */
	ConditionComparisons(Declared declaration, Map<SpelNode, Value> values, List<DeclarationProblem> problems) {
		this.declaration = declaration;
		this.values = values;
		this.problems = problems;
	}

	/**
	 * Return whether no value of the one equals a value of the other.
	 */
	static boolean areNeverEqual(Value one, Value other) {
		return new Side("", false, one).neverEquals(new Side("", false, other));
	}

	/**
	 * Check {@code left == right}, or {@code left != right}.
	 */
	void checkOperator(Operator node) {
		if (!(node instanceof OpEQ || node instanceof OpNE)) {
			return;
		}
		Side left = side(node.getChild(0));
		Side right = side(node.getChild(1));
		if (left.neverEquals(right)) {
			refuse(left, right, left.like(right) + " " + node.getOperatorName() + " " + right.like(left));
		}
	}

	/**
	 * Check {@code left.equals(right)}, and {@code {left, another}.contains(right)}.
	 */
	void checkCall(SpelNode path) {
		int last = path.getChildCount() - 1;
		if (last == 0 || !(path.getChild(last) instanceof MethodReference method) || method.getChildCount() != 1) {
			return;
		}
		SpelNode owner = path.getChild(last - 1);
		Side argument = side(method.getChild(0));
		if (method.getName().equals("equals")) {
			checkEquals(new Side(textBefore(method, path), owner instanceof StringLiteral, valueOf(owner)), argument);
		}
		else if (method.getName().equals("contains") && owner instanceof InlineList list) {
			checkContains(IntStream.range(0, list.getChildCount()).mapToObj((i) -> side(list.getChild(i))).toList(),
					argument);
		}
	}

	private void checkEquals(Side left, Side right) {
		if (!left.overloadsEquals() && left.neverEquals(right)) {
			refuse(left, right, left.like(right) + " == " + right.like(left));
		}
	}

	private void checkContains(List<Side> elements, Side value) {
		if (!elements.isEmpty() && elements.stream().allMatch((element) -> element.neverEquals(value))) {
			String list = elements.stream()
				.map((element) -> element.like(value))
				.collect(Collectors.joining(",", "{", "}"));
			refuse(elements.get(0), value, list + ".contains(" + value.like(elements.get(0)) + ")");
		}
	}

	private void refuse(Side left, Side right, String better) {
		boolean same = left.like(right).equals(left.text()) && right.like(left).equals(right.text());
		this.problems.add(this.declaration.problem(
				"The condition compares " + left.describe() + " with " + right.describe() + ". They are never equal"
						+ ((left.literal() || right.literal()) ? "." : ", unless both are null."),
				same ? "Compare values of one type." : "Write " + better + "."));
	}

	private Side side(SpelNode node) {
		return new Side(ConditionText.describe(node), node instanceof StringLiteral, valueOf(node));
	}

	private Value valueOf(SpelNode node) {
		return this.values.getOrDefault(node, ANYTHING);
	}

	private static String textBefore(MethodReference method, SpelNode path) {
		String text = path.toStringAST();
		String owner = text.substring(0, text.length() - method.toStringAST().length() - 1);
		return owner.endsWith("?") ? owner.substring(0, owner.length() - 1) : owner;
	}

	/**
	 * One side of a comparison.
	 *
	 * @param text how it is written
	 * @param literal whether it is a text in quotes
	 * @param value what is known of its value
	 */
	private record Side(String text, boolean literal, Value value) {

		/**
		 * Return whether a class of its own has another {@code equals}, which an
		 * expression may call.
		 */
		boolean overloadsEquals() {
			return this.value.classes()
				.stream()
				.flatMap((type) -> Arrays.stream(type.getMethods()))
				.anyMatch((method) -> method.getName().equals("equals") && method.getParameterCount() == 1
						&& method.getParameterTypes()[0] != Object.class);
		}

		boolean neverEquals(Side other) {
			return isCertain() && other.isCertain() && this.value.classes()
				.stream()
				.noneMatch((type) -> other.value.classes().stream().anyMatch((another) -> mayBeEqual(type, another)));
		}

		private boolean isCertain() {
			return !this.value.classes().isEmpty() && this.value.classes()
				.stream()
				.allMatch((type) -> Enum.class.isAssignableFrom(type) || KnownTypes.isOfJava(type));
		}

		private static boolean mayBeEqual(Class<?> type, Class<?> another) {
			return type.isAssignableFrom(another) || another.isAssignableFrom(type)
					|| areOf(Number.class, type, another) || areOf(CharSequence.class, type, another);
		}

		private static boolean areOf(Class<?> common, Class<?> type, Class<?> another) {
			return common.isAssignableFrom(type) && common.isAssignableFrom(another);
		}

		private boolean isOf(Class<?> type) {
			return this.value.classes().stream().allMatch(type::isAssignableFrom);
		}

		/**
		 * Return how to write it, so that it may equal the other side.
		 */
		String like(Side other) {
			if (other.isOf(CharSequence.class)) {
				return isOf(Enum.class) ? this.text + "?.name()"
						: isWithoutQuotes() ? this.text : this.text + "?.toString()";
			}
			String content = this.literal ? this.text.substring(1, this.text.length() - 1) : "";
			boolean unquoted = other.isOf(Boolean.class) && content.matches("true|false")
					|| other.isOf(Number.class) && content.matches("-?\\d+(\\.\\d+)?");
			return unquoted ? content : this.text;
		}

		private boolean isWithoutQuotes() {
			return isOf(Number.class) || isOf(Boolean.class);
		}

		String describe() {
			if (this.literal) {
				return "the text " + this.text;
			}
			return "'" + this.text + "'" + ((this.value == NUMBER) ? ", a number," : " of type " + this.value.name());
		}

	}

}
