package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;

/**
 * What was heard of the parts of purchases and documents, and what the triggers say of
 * them.
 */
final class Wholes {

	/** The changes of parts, by their wholes. */
	final Map<String, Map<String, String>> changes = new TreeMap<>();

	final List<String> twice = new ArrayList<>();

	void clear() {
		this.changes.clear();
		this.twice.clear();
	}

	void saved(PostSave<?> saved) {
		Map<String, String> parts = new TreeMap<>();
		for (String name : saved.changes().attributes()) {
			Object before = saved.changes().before(name);
			Object after = saved.changes().after(name);
			if ((name.startsWith("lines[") || name.startsWith("cover")) && !Objects.equals(before, after)) {
				parts.put(name, Heard.text(before) + " to " + Heard.text(after));
			}
		}
		if (!parts.isEmpty() && this.changes.put(Heard.key(saved), parts) != null) {
			this.twice.add(Heard.key(saved));
		}
	}

	/**
	 * Fold what was recorded of parts, for the wholes that are still there.
	 */
	static Map<String, Map<String, String>> of(List<Audit.Entry> entries) {
		Map<String, Map<String, String>> before = new TreeMap<>();
		Map<String, Map<String, String>> after = new TreeMap<>();
		Set<String> seen = new HashSet<>();
		Set<String> gone = new HashSet<>();
		for (Audit.Entry entry : entries) {
			Map<String, String> any = Objects.requireNonNull((entry.after() != null) ? entry.after() : entry.before());
			String key = Expectation.key(entry.table(), any);
			if (entry.table().equals("line") || entry.table().equals("cover")) {
				if (seen.add(key)) {
					add(before, entry.table(), entry.before());
				}
				remove(after, entry.table(), entry.before());
				add(after, entry.table(), entry.after());
			}
			else if (entry.after() == null) {
				gone.add(key);
			}
			else {
				gone.remove(key);
			}
		}
		return difference(before, after, gone);
	}

	private static Map<String, Map<String, String>> difference(Map<String, Map<String, String>> before,
			Map<String, Map<String, String>> after, Set<String> gone) {
		Map<String, Map<String, String>> changes = new TreeMap<>();
		Set<String> wholes = new HashSet<>(before.keySet());
		wholes.addAll(after.keySet());
		wholes.removeAll(gone);
		for (String whole : wholes) {
			Map<String, String> parts = Net.difference(before.getOrDefault(whole, Map.of()),
					after.getOrDefault(whole, Map.of()));
			if (!parts.isEmpty()) {
				changes.put(whole, parts);
			}
		}
		return changes;
	}

	private static void add(Map<String, Map<String, String>> wholes, String table, @Nullable Map<String, String> row) {
		String whole = (row != null) ? whole(table, row) : null;
		if (row != null && whole != null) {
			String part = name(table, row);
			Map<String, String> values = wholes.computeIfAbsent(whole, (key) -> new TreeMap<>());
			values.put(part, Objects.requireNonNull(row.get("id")));
			values.put(part + ".text", Objects.requireNonNull(row.get("text")));
		}
	}

	private static void remove(Map<String, Map<String, String>> wholes, String table,
			@Nullable Map<String, String> row) {
		String whole = (row != null) ? whole(table, row) : null;
		if (row != null && whole != null) {
			Map<String, String> values = wholes.getOrDefault(whole, new TreeMap<>());
			if (Objects.equals(values.get(name(table, row)), row.get("id"))) {
				values.remove(name(table, row));
				values.remove(name(table, row) + ".text");
			}
		}
	}

	private static String name(String table, Map<String, String> row) {
		return table.equals("line") ? "lines[" + row.get("id") + "]" : "cover";
	}

	private static @Nullable String whole(String table, Map<String, String> row) {
		String owner = row.get(table.equals("line") ? "purchase_code" : "document_id");
		return (owner == null || owner.equals("null")) ? null
				: (table.equals("line") ? "purchase#" : "document#") + owner;
	}

}
