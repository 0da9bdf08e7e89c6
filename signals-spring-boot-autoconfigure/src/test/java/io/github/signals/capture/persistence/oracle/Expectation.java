package io.github.signals.capture.persistence.oracle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The net change of a transaction, as the triggers have recorded it: one line for each
 * entity, with the attributes that differ.
 */
final class Expectation {

	private static final Map<String, String> COLUMNS = Map.of("city", "address.city", "zip", "address.zip", "team_id",
			"team", "purchase_code", "purchase");

	private static final Set<String> LINKS = Set.of("person_phone", "person_tag");

	private final Map<String, Row> rows = new TreeMap<>();

	private final Map<String, Map<String, Integer>> links = new TreeMap<>();

	private final Set<String> deleted = new TreeSet<>();

	/** What the version is in rows in which nothing else has changed. */
	private final Map<String, String> versions = new TreeMap<>();

	private Expectation() {
	}

	/**
	 * Fold what was recorded.
	 * @param entries the record of one transaction
	 * @return the net changes, by entity and identifier
	 */
	static Map<String, String> of(List<Audit.Entry> entries) {
		Expectation expectation = new Expectation();
		entries.forEach(expectation::add);
		return expectation.lines();
	}

	private void add(Audit.Entry entry) {
		if (LINKS.contains(entry.table())) {
			addLink(entry);
			return;
		}
		Map<String, String> any = Objects.requireNonNull((entry.after() != null) ? entry.after() : entry.before());
		String root = entry.table().equals("car") ? "vehicle" : entry.table();
		String key = root + "#" + any.get(entry.table().equals("purchase") ? "code" : "id");
		Row row = this.rows.computeIfAbsent(key, (name) -> new Row());
		row.add(entry.table(), entry.before(), entry.after());
	}

	private void addLink(Audit.Entry entry) {
		int count = (entry.after() != null) ? 1 : -1;
		Map<String, String> any = Objects.requireNonNull((entry.after() != null) ? entry.after() : entry.before());
		String attribute = entry.table().equals("person_phone") ? "phones" : "tags";
		String value = any.get(attribute.equals("phones") ? "phone" : "tag_id");
		this.links.computeIfAbsent("person#" + any.get("person_id") + "." + attribute, (key) -> new TreeMap<>())
			.merge(Objects.requireNonNull(value), count, Integer::sum);
	}

	private Map<String, String> lines() {
		Map<String, String> lines = new TreeMap<>();
		this.rows.forEach((key, row) -> {
			if (!isMuted(row)) {
				add(lines, key, row);
			}
		});
		this.links.forEach((key, changes) -> {
			changes.values().removeIf((count) -> count == 0);
			String owner = key.substring(0, key.indexOf('.'));
			boolean phones = key.endsWith(".phones");
			if (!changes.isEmpty() && !(phones && this.deleted.contains(owner))) {
				lines.put(key, changes.toString());
				if (phones) {
					lines.putIfAbsent(owner, this.versions.getOrDefault(owner, "updated {}"));
				}
			}
		});
		return lines;
	}

	private static boolean isMuted(Row row) {
		return row.values(row.before).getOrDefault("name", "").startsWith("muted")
				|| row.values(row.after).getOrDefault("name", "").startsWith("muted");
	}

	private void add(Map<String, String> lines, String key, Row row) {
		Map<String, String> before = row.values(row.before);
		Map<String, String> after = row.values(row.after);
		if (before.isEmpty() && after.isEmpty()) {
			this.deleted.add(key);
		}
		else if (after.isEmpty()) {
			this.deleted.add(key);
			lines.put(key, "deleted");
		}
		else if (before.isEmpty()) {
			lines.put(key, "created " + after);
		}
		else {
			Map<String, String> changes = difference(before, after);
			if (changes.keySet().equals(Set.of("version"))) {
				this.versions.put(key, "updated " + changes);
			}
			else if (!changes.isEmpty()) {
				lines.put(key, "updated " + changes);
			}
		}
	}

	/**
	 * Describe from what to what each value has changed.
	 */
	static Map<String, String> difference(Map<String, String> before, Map<String, String> after) {
		Map<String, String> changes = new TreeMap<>();
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			if (!Objects.equals(before.get(name), after.get(name))) {
				changes.put(name, before.get(name) + " to " + after.get(name));
			}
		}
		return changes;
	}

	/**
	 * Name a row's values by the attributes.
	 * @param row the values by column
	 * @return the values by attribute, without the identifier
	 */
	static Map<String, String> attributes(@Nullable Map<String, String> row) {
		Map<String, String> attributes = new TreeMap<>();
		if (row != null) {
			row.forEach((column, value) -> attributes.put(COLUMNS.getOrDefault(column, column), value));
			attributes.remove("id");
			attributes.remove("code");
		}
		return attributes;
	}

	private static final class Row {

		private final Map<String, @Nullable Map<String, String>> before = new LinkedHashMap<>();

		private final Map<String, @Nullable Map<String, String>> after = new LinkedHashMap<>();

		void add(String table, @Nullable Map<String, String> oldRow, @Nullable Map<String, String> newRow) {
			if (!this.before.containsKey(table)) {
				this.before.put(table, oldRow);
			}
			this.after.put(table, newRow);
		}

		Map<String, String> values(Map<String, @Nullable Map<String, String>> tables) {
			Map<String, String> values = new TreeMap<>();
			tables.values().forEach((row) -> values.putAll(attributes(row)));
			return values;
		}

	}

}
