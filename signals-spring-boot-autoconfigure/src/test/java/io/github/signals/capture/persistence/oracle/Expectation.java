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
 * The net change of a transaction, as the triggers have recorded it: one for each entity,
 * with the attributes that differ.
 */
final class Expectation {

	private static final Map<String, String> COLUMNS = Map.of("city", "address.city", "zip", "address.zip", "team_id",
			"team", "purchase_code", "purchase", "folder_id", "folder", "document_id", "document");

	private static final Set<String> LINKS = Set.of("person_phone", "person_tag");

	private final Map<String, Row> rows = new TreeMap<>();

	private final Map<String, Map<String, Integer>> links = new TreeMap<>();

	private final Set<String> deleted = new TreeSet<>();

	private final Map<String, Net> nets = new TreeMap<>();

	private Expectation() {
	}

	/**
	 * Fold what was recorded.
	 * @param entries the record of one transaction
	 * @return the net changes, by entity and identifier
	 */
	static Map<String, Net> of(List<Audit.Entry> entries) {
		Expectation expectation = new Expectation();
		entries.forEach(expectation::add);
		expectation.fold();
		return expectation.nets;
	}

	/**
	 * Compare two states of everything that is stored.
	 * @param before the attributes before, by entity and identifier
	 * @param after the attributes after
	 * @return the net changes, by entity and identifier
	 */
	static Map<String, Net> between(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
		Map<String, Net> nets = new TreeMap<>();
		Set<String> keys = new TreeSet<>(before.keySet());
		keys.addAll(after.keySet());
		for (String key : keys) {
			put(nets, key, before.get(key), after.get(key));
		}
		return nets;
	}

	/**
	 * Return how an entity is named.
	 * @param table one of its tables
	 * @param row its row there
	 */
	static String key(String table, Map<String, String> row) {
		return (table.equals("car") ? "vehicle" : table) + "#" + row.get(table.equals("purchase") ? "code" : "id");
	}

	/**
	 * Name a row's values by the attributes.
	 * @param row the values by column
	 * @return the values by attribute, without the identifier
	 */
	static Map<String, String> attributes(Map<String, String> row) {
		Map<String, String> attributes = new TreeMap<>();
		row.forEach((column, value) -> attributes.put(COLUMNS.getOrDefault(column, column), value));
		attributes.remove("id");
		attributes.remove("code");
		return attributes;
	}

	private void add(Audit.Entry entry) {
		Map<String, String> any = Objects.requireNonNull((entry.after() != null) ? entry.after() : entry.before());
		if (LINKS.contains(entry.table())) {
			addLink(entry.table().equals("person_phone"), any, (entry.after() != null) ? 1 : -1);
		}
		else {
			this.rows.computeIfAbsent(key(entry.table(), any), (name) -> new Row())
				.add(entry.table(), entry.before(), entry.after());
		}
	}

	private void addLink(boolean phone, Map<String, String> link, int count) {
		String key = "person#" + link.get("person_id") + (phone ? ".phones" : ".tags");
		this.links.computeIfAbsent(key, (name) -> new TreeMap<>())
			.merge(Objects.requireNonNull(link.get(phone ? "phone" : "tag_id")), count, Integer::sum);
	}

	private void fold() {
		this.rows.forEach((key, row) -> {
			Map<String, String> before = row.values(row.before);
			Map<String, String> after = row.values(row.after);
			if (after == null) {
				this.deleted.add(key);
			}
			if (!isMuted(before) && !isMuted(after)) {
				put(this.nets, key, before, after);
			}
		});
		this.links.forEach(this::foldLinks);
		// The version alone is no change.
		this.nets.entrySet()
			.removeIf((net) -> net.getValue().isOfVersionOnly() && !this.nets.containsKey(net.getKey() + ".phones"));
	}

	private void foldLinks(String key, Map<String, Integer> counts) {
		counts.values().removeIf((count) -> count == 0);
		String owner = key.substring(0, key.indexOf('.'));
		boolean phones = key.endsWith(".phones");
		if (!counts.isEmpty() && !(phones && this.deleted.contains(owner))) {
			this.nets.put(key, Net.links(counts));
			if (phones) {
				this.nets.putIfAbsent(owner, Net.updated(Map.of()));
			}
		}
	}

	static boolean isMuted(@Nullable Map<String, String> values) {
		return values != null && values.getOrDefault("name", "").startsWith("muted");
	}

	private static void put(Map<String, Net> nets, String key, @Nullable Map<String, String> before,
			@Nullable Map<String, String> after) {
		if (before == null && after != null) {
			nets.put(key, Net.created(after));
		}
		else if (before != null && after == null) {
			nets.put(key, Net.deleted());
		}
		else if (before != null && after != null && !before.equals(after)) {
			nets.put(key, Net.updated(Net.difference(before, after)));
		}
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

		@Nullable Map<String, String> values(Map<String, @Nullable Map<String, String>> tables) {
			if (tables.values().stream().allMatch(Objects::isNull)) {
				return null;
			}
			Map<String, String> values = new TreeMap<>();
			tables.values().stream().filter(Objects::nonNull).forEach((row) -> values.putAll(attributes(row)));
			return values;
		}

	}

}
