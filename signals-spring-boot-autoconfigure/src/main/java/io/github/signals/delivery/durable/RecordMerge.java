package io.github.signals.delivery.durable;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.signals.Changes;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.json.TypedJson;

/**
 * Folds the records of one entity into the one that tells from where to where it came, as
 * the net change of a transaction does. Values stay as they are written.
 */
final class RecordMerge {

	private final Changes.Comparison comparison;

	private boolean existedBefore;

	private boolean exists;

	private boolean undecided = true;

	private boolean told = true;

	private Changes changes = Changes.none();

	private boolean changed;

	private @Nullable Map<String, JsonNode> stored;

	private @Nullable JsonNode last;

	/**
	 * Create a merge.
	 * @param version the attribute that each update writes, or {@code null} for none
	 */
	RecordMerge(@Nullable String version) {
		this.comparison = new WrittenValues(version);
	}

	/**
	 * Add the next record.
	 */
	void add(Operation operation, JsonNode record) {
		if (this.last == null) {
			this.existedBefore = operation != Operation.CREATED;
		}
		this.undecided &= RecordJson.isUndecided(record);
		this.last = record;
		if (operation == Operation.DELETED) {
			deleted(record);
		}
		else {
			saved(record);
		}
	}

	private void saved(JsonNode record) {
		this.told &= record.has("after");
		Changes own = changes(record);
		Map<String, JsonNode> before = this.stored;
		if (!this.exists && before != null) {
			// The row was deleted, and created again.
			this.changes = own.since(before);
		}
		else {
			this.changes = this.changed ? this.changes.then(own) : own;
		}
		this.changed = true;
		this.exists = true;
	}

	private Changes changes(JsonNode record) {
		Map<String, JsonNode> after = attributes(record, "after");
		return JsonFields.truth(record, "all") ? Changes.all(after, this.comparison)
				: Changes.between(attributes(record, "before"), after, this.comparison);
	}

	/**
	 * Keep what was stored before the first record, of what was stored before a delete.
	 */
	private void deleted(JsonNode record) {
		if (this.existedBefore && this.stored == null) {
			Map<String, JsonNode> values = attributes(record, "last");
			this.changes.attributes().forEach((attribute) -> {
				if (this.changes.before(attribute) instanceof JsonNode before) {
					values.put(attribute, before);
				}
			});
			this.stored = values;
		}
		this.exists = false;
	}

	private static Map<String, JsonNode> attributes(JsonNode record, String name) {
		Map<String, JsonNode> attributes = new LinkedHashMap<>();
		record.path(name).properties().forEach((entry) -> attributes.put(entry.getKey(), entry.getValue()));
		return attributes;
	}

	/**
	 * Return what has become of the entity.
	 * @return the net record, or {@code null} if nothing has changed
	 */
	@Nullable Net result() {
		if (!(this.last instanceof ObjectNode record) || !this.exists && !this.existedBefore) {
			return null;
		}
		if (this.exists && this.existedBefore && this.told && this.changes.isVersionOnly()) {
			return null;
		}
		ObjectNode net = record.deepCopy();
		if (!this.undecided) {
			net.remove("undecided");
		}
		if (!this.exists) {
			return new Net(Operation.DELETED, net);
		}
		writeChanges(net);
		return new Net(this.existedBefore ? Operation.UPDATED : Operation.CREATED, net);
	}

	private void writeChanges(ObjectNode net) {
		if (!this.told) {
			return;
		}
		net.remove("all");
		net.remove("before");
		net.remove("after");
		if (this.changes.contains("")) {
			net.put("all", true);
		}
		else {
			ObjectNode before = net.putObject("before");
			this.changes.attributes().forEach((name) -> before.set(name, (JsonNode) this.changes.before(name)));
		}
		ObjectNode after = net.putObject("after");
		this.changes.attributes().forEach((name) -> after.set(name, (JsonNode) this.changes.after(name)));
	}

	/**
	 * What several records have in common.
	 *
	 * @param operation what was done on the whole
	 * @param record the record of it
	 */
	record Net(Operation operation, ObjectNode record) {

	}

	/**
	 * Values are the same if they are written so. Of what is left out, nobody knows.
	 *
	 * @param version the attribute that each update writes, or {@code null} for none
	 */
	private record WrittenValues(@Nullable String version) implements Changes.Comparison {

		@Override
		public boolean isSame(String attribute, @Nullable Object one, @Nullable Object other) {
			return one instanceof JsonNode value && value.equals(other) && !TypedJson.isOmitted(value);
		}

		@Override
		public boolean isVersion(String attribute) {
			return attribute.equals(this.version);
		}

	}

}
