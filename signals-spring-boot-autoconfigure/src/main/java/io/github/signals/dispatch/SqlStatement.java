package io.github.signals.dispatch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite.Operation;

/**
 * What an SQL statement writes, as far as its text shows.
 *
 * @param operation what it does
 * @param table the table in lower case, without its schema
 * @since 0.1.0
 */
public record SqlStatement(Operation operation, String table) {

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\\n]*", Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

	private static final Pattern WITH = Pattern.compile("\\s*with\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern NESTED = Pattern.compile("\\([^()]*\\)");

	private static final Pattern READ = Pattern.compile("\\bselect\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern WRITE = Pattern.compile(
			"\\b(?:(insert|merge|replace)\\s+into|(update)|(delete)\\s+from)\\s+((?:[\\w$]+|\"[^\"]+\"|`[^`]+`)(?:\\.(?:[\\w$]+|\"[^\"]+\"|`[^`]+`))*)",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Parse a statement.
	 * @param sql its text
	 * @return what it writes, or {@code null} if it does not create, change or delete
	 * rows
	 */
	public static @Nullable SqlStatement of(String sql) {
		String text = LITERAL.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
		boolean named = WITH.matcher(text).matches();
		Matcher matcher = WRITE.matcher(named ? READ.matcher(withoutNested(text)).replaceFirst("") : text.strip());
		if (named ? !matcher.find() : !matcher.lookingAt()) {
			return null;
		}
		return new SqlStatement(operation(matcher), table(matcher.group(4)));
	}

	/**
	 * Return the name of a table in lower case, without its schema and without quotes.
	 * @param name the name as written
	 * @return the name for comparison
	 */
	public static String table(String name) {
		String table = name.substring(name.lastIndexOf('.') + 1);
		return table.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
	}

	private static Operation operation(Matcher matcher) {
		if (matcher.group(1) != null) {
			return Operation.INSERT;
		}
		return (matcher.group(2) != null) ? Operation.UPDATE : Operation.DELETE;
	}

	private static String withoutNested(String text) {
		String rest = text;
		for (String outer = ""; !outer.equals(rest);) {
			outer = rest;
			rest = NESTED.matcher(outer).replaceAll(" ");
		}
		return rest;
	}

}
