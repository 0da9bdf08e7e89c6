package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BooleanLiteral;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

import io.github.signals.declaration.KnownTypes.Value;
import io.github.signals.dispatch.DeclarationProblem;

import static io.github.signals.declaration.KnownTypes.ANYTHING;
import static io.github.signals.declaration.KnownTypes.BOOLEAN;
import static io.github.signals.declaration.KnownTypes.NUMBER;

/**
 * The rules for a condition, checked on its syntax tree: each name is looked up as it
 * will be when the expression is evaluated. Anything that only an evaluation can show is
 * not checked.
 */
final class ConditionRules {

	/** Operators whose result is a number, whatever they are applied to. */
	private static final Set<String> OF_NUMBERS = Set.of("OpDivide", "OpModulus", "OperatorPower", "OpInc", "OpDec");

	/** Operators that take texts, too. */
	private static final Set<String> OF_NUMBERS_AND_TEXTS = Set.of("OpPlus", "OpMinus", "OpMultiply");

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private final Declared declaration;

	private final List<DeclarationProblem> problems = new ArrayList<>();

	private final KnownTypes types;

	private final ConditionNames names;

	private final ConditionComparisons comparisons;

	private final Map<SpelNode, Value> values = new IdentityHashMap<>();

	private ConditionRules(Declared declaration, KnownTypes types, ConditionAttributes attributes) {
		this.declaration = declaration;
		this.types = types;
		this.names = new ConditionNames(declaration, types, attributes, this.problems, this.values);
		this.comparisons = new ConditionComparisons(declaration, this.values, this.problems);
	}

	/**
	 * Check the condition of a declaration.
	 * @param declaration the declaration
	 * @param types what is known of the entities
	 * @param attributes what is known of the attributes that have changes
	 * @return the problems; empty if there are none
	 */
	static List<DeclarationProblem> check(Declared declaration, KnownTypes types, ConditionAttributes attributes) {
		if (declaration.condition().isEmpty()) {
			return List.of();
		}
		ConditionRules rules = new ConditionRules(declaration, types, attributes);
		try {
			SpelNode tree = ((SpelExpression) PARSER.parseExpression(declaration.condition())).getAST();
			ConditionWrites.check(tree, declaration, rules.problems);
			Value root = ConditionNames.ROOT;
			rules.requireBoolean(tree, rules.visit(tree, root, root, ConditionText.describe(tree)));
		}
		catch (ParseException ex) {
			rules.refuse("The condition is not a valid SpEL expression: " + ex.getSimpleMessage() + ".",
					"Write a boolean expression over instance, created, changes and signal.");
		}
		return rules.problems;
	}

	private void refuse(String rule, String remedy) {
		this.problems.add(this.declaration.problem(rule, remedy));
	}

	private void requireBoolean(SpelNode node, Value value) {
		if (value.isNeverBoolean() || node instanceof StringLiteral text && !isBoolean(text)) {
			refuse("The condition is not a boolean expression: '" + ConditionText.describe(node) + "' is "
					+ ((value == NUMBER) ? "a number" : "of type " + value.name()) + ".", "Compare it with a value.");
		}
	}

	private static boolean isBoolean(StringLiteral text) {
		try {
			return DefaultConversionService.getSharedInstance()
				.convert(text.getLiteralValue().getValue(), Boolean.class) != null;
		}
		catch (ConversionException ex) {
			return false;
		}
	}

	/**
	 * Look at a part of the expression.
	 * @param node the part
	 * @param owner the object that it is read from
	 * @param scope the object that arguments are read from
	 * @param path how the part is reached
	 * @return what is known of its value
	 */
	private Value visit(SpelNode node, Value owner, Value scope, String path) {
		Value value = find(node, owner, scope, path);
		this.values.put(node, value);
		return value;
	}

	private Value find(SpelNode node, Value owner, Value scope, String path) {
		if (node instanceof CompoundExpression) {
			return visitPath(node, owner, scope);
		}
		if (node instanceof PropertyOrFieldReference property) {
			return this.names.property(owner, property.getName(), path);
		}
		if (node instanceof MethodReference method) {
			visitAll(node, 0, scope);
			return this.names.method(owner, method, path);
		}
		if (node instanceof VariableReference || node instanceof FunctionReference) {
			visitAll(node, 0, scope);
			return this.names.variable(node, scope);
		}
		return visitOperation(node, scope);
	}

	private Value visit(SpelNode node, Value scope) {
		return visit(node, scope, scope, ConditionText.describe(node));
	}

	private Value visitPath(SpelNode node, Value owner, Value scope) {
		Value value = owner;
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode part = node.getChild(i);
			path.append((i == 0 || part instanceof Indexer) ? "" : ".").append(ConditionText.describe(part));
			value = visit(part, value, scope, path.toString());
		}
		this.comparisons.checkCall(node);
		return value;
	}

	private void visitAll(SpelNode node, int from, Value scope) {
		for (int i = from; i < node.getChildCount(); i++) {
			visit(node.getChild(i), scope);
		}
	}

	private Value visitOperation(SpelNode node, Value scope) {
		if (node instanceof OpAnd || node instanceof OpOr || node instanceof OperatorNot) {
			requireBooleans(node, node.getChildCount(), scope);
			return BOOLEAN;
		}
		if (node instanceof Operator operator) {
			return operator(operator, scope);
		}
		if (node instanceof Ternary) {
			requireBooleans(node, 1, scope);
			visitAll(node, 1, scope);
		}
		else if (node instanceof Elvis || node instanceof InlineList) {
			visitAll(node, 0, scope);
		}
		else if (node instanceof Projection || node instanceof Selection) {
			visitAll(node, 0, ANYTHING);
		}
		else {
			visitBesideNames(node, scope);
		}
		return literal(node);
	}

	private void requireBooleans(SpelNode node, int count, Value scope) {
		for (int i = 0; i < count; i++) {
			requireBoolean(node.getChild(i), visit(node.getChild(i), scope));
		}
	}

	/**
	 * Look at what takes some name for a text: the key of a map, or the name of a class.
	 */
	private void visitBesideNames(SpelNode node, Value scope) {
		if (node instanceof InlineMap) {
			for (int i = 1; i < node.getChildCount(); i += 2) {
				visit(node.getChild(i), scope);
			}
		}
		else if (node instanceof ConstructorReference) {
			visitAll(node, 1, scope);
		}
		else if (node instanceof Indexer && !(node.getChild(0) instanceof PropertyOrFieldReference)) {
			visitAll(node, 0, scope);
		}
	}

	private Value operator(Operator node, Value scope) {
		boolean numbers = true;
		for (int i = 0; i < node.getChildCount(); i++) {
			numbers &= visit(node.getChild(i), scope).isNumber();
		}
		this.comparisons.checkOperator(node);
		String name = node.getClass().getSimpleName();
		if (OF_NUMBERS_AND_TEXTS.contains(name)) {
			return numbers ? NUMBER : ANYTHING;
		}
		return OF_NUMBERS.contains(name) ? NUMBER : BOOLEAN;
	}

	private Value literal(SpelNode node) {
		if (node instanceof BooleanLiteral) {
			return BOOLEAN;
		}
		Object value = (node instanceof Literal literal && !(node instanceof NullLiteral))
				? literal.getLiteralValue().getValue() : null;
		return (value != null) ? this.types.of(value.getClass()) : ANYTHING;
	}

}
