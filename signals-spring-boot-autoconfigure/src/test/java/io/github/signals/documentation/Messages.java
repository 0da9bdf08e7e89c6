package io.github.signals.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * What the library says, read from its sources: the rules of declarations with their
 * remedies, what it logs as a warning or an error, and all of its other texts. What only
 * run time can tell is an ellipsis.
 */
final class Messages extends TreeScanner<Void, Void> {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Set<String> REFUSE = Set.of("require", "refuse", "problem", "DeclarationProblem",
			"ofReceiver");

	private static final Set<String> LOG = Set.of("warn", "error");

	private final Map<String, String> rules = new TreeMap<>();

	private final Set<String> logged = new TreeSet<>();

	private final Set<String> texts = new TreeSet<>();

	private final Map<String, ExpressionTree> constants = new HashMap<>();

	private Messages() {
	}

	static Messages read() {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Messages messages = new Messages();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(SOURCES)) {
			List<Path> java = sources.filter((file) -> file.toString().endsWith(".java")).toList();
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(java));
			for (CompilationUnitTree unit : task.parse()) {
				unit.accept(messages, null);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return messages;
	}

	/**
	 * Return the remedies of rules, by the rules.
	 */
	Map<String, String> rules() {
		return this.rules;
	}

	/**
	 * Return what is logged as a warning or an error.
	 */
	Set<String> logged() {
		return this.logged;
	}

	/**
	 * Return all texts.
	 */
	Set<String> texts() {
		return this.texts;
	}

	@Override
	public Void visitClass(ClassTree type, Void nothing) {
		for (Tree member : type.getMembers()) {
			if (member instanceof VariableTree field && field.getInitializer() != null) {
				this.constants.put(field.getName().toString(), field.getInitializer());
			}
		}
		return super.visitClass(type, nothing);
	}

	@Override
	public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
		ExpressionTree method = call.getMethodSelect();
		String name = (method instanceof MemberSelectTree member) ? member.getIdentifier().toString()
				: method.toString();
		refused(name, call.getArguments());
		if (LOG.contains(name) && method.toString().startsWith("logger.")) {
			add(this.logged, text(call.getArguments().get(0)).replace("{}", "…"));
		}
		return super.visitMethodInvocation(call, nothing);
	}

	@Override
	public Void visitNewClass(NewClassTree created, Void nothing) {
		refused(created.getIdentifier().toString(), created.getArguments());
		return super.visitNewClass(created, nothing);
	}

	private void refused(String name, List<? extends ExpressionTree> arguments) {
		int last = arguments.size() - 1;
		if (REFUSE.contains(name) && last >= 1) {
			String rule = text(arguments.get(last - 1));
			if (isSentence(rule)) {
				this.rules.put(rule, text(arguments.get(last)));
			}
		}
	}

	@Override
	public Void scan(Tree tree, Void nothing) {
		if (tree instanceof LiteralTree || tree instanceof BinaryTree) {
			add(this.texts, text((ExpressionTree) tree));
		}
		return super.scan(tree, nothing);
	}

	private static void add(Set<String> texts, String text) {
		if (isSentence(text)) {
			texts.add(text);
		}
	}

	private static boolean isSentence(String text) {
		return text.matches("(?s).*\\p{L}{2}.* .*\\p{L}.*");
	}

	private String text(ExpressionTree tree) {
		return raw(tree).replaceAll("\\s+", " ").replaceAll("%[sd]|…+", "…").replaceAll("…( ?…)+", "…").strip();
	}

	private String raw(ExpressionTree tree) {
		if (tree instanceof LiteralTree literal) {
			return (literal.getValue() instanceof String text) ? text : String.valueOf(literal.getValue());
		}
		if (tree instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
			return raw(binary.getLeftOperand()) + raw(binary.getRightOperand());
		}
		if (tree instanceof ParenthesizedTree parenthesized
				&& !(parenthesized.getExpression() instanceof ConditionalExpressionTree)) {
			return raw(parenthesized.getExpression());
		}
		if (tree instanceof IdentifierTree name && this.constants.containsKey(name.toString())
				&& name.toString().equals(name.toString().toUpperCase(java.util.Locale.ROOT))) {
			return raw(this.constants.get(name.toString()));
		}
		return "…";
	}

}
