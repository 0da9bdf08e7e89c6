package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.SignalCause;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Snapshot;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.json.LazyValues;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.UnreadableValueException;
import io.github.signals.delivery.durable.json.ValueType;
import io.github.signals.dispatch.CausedContext;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchContext.Recorded;
import io.github.signals.dispatch.SnapshotContext;

/**
 * Reads what records tell. Their values are decoded when they are asked for.
 *
 * @param json the format of the values
 * @param recorded finds the entities that records name
 * @param known finds the application's own signals that records name
 * @param renamed the names that things had
 */
record RecordReader(TypedJson json, RecordedEntities recorded, KnownSignals known, Renamed renamed) {

	RecordContents read(DurableCall call, JsonNode node) {
		Operation operation = call.knownOperation();
		SignalType type = (operation == Operation.SIGNAL) ? this.known.type(call.sender()) : null;
		Class<?> sender = (type != null) ? about(node) : this.recorded.type(call.sender());
		DispatchContext context = context(call, node, sender);
		Object id = (type == null || sender != Object.class) ? identifier(sender, node) : null;
		LazyValues before = attributes(sender, node.get("before"));
		LazyValues after = attributes(sender, node.get("after"));
		JsonNode state = node.has("state") ? node.get("state") : node.get("last");
		DispatchContext kept = (state != null)
				? SnapshotContext.recorded(context, () -> Snapshot.of(sender, id, attributes(sender, state).readable()))
				: context;
		Recipe recipe = switch (operation) {
			case SIGNAL -> own(Objects.requireNonNull(type), node);
			case BULK -> bulk(sender, node, kept);
			case COLLECTION -> collection(sender, node, kept);
			case CREATED, UPDATED, DELETED -> null;
		};
		return new RecordContents(sender, id, kept, JsonFields.truth(node, "all"), before, after,
				attributes(sender, node.get("last")), recipe);
	}

	/**
	 * Return the class of the entity that a signal of the application is about, or
	 * {@code Object} if it is about none.
	 */
	private Class<?> about(JsonNode node) {
		String about = JsonFields.text(node, "about");
		return (about != null) ? this.recorded.type(about) : Object.class;
	}

	private @Nullable Object identifier(Class<?> sender, JsonNode node) {
		return read(sender, "The identifier", node.get("id"), this.json.typesOf(sender).identifier());
	}

	private Recipe own(SignalType type, JsonNode node) {
		LazyValues components = this.json.values(type.type(), type.types(), node.get("components"),
				(name) -> this.renamed.attribute(type.type(), name));
		String recorded = JsonFields.text(node, "subject");
		String subject = (recorded != null) ? this.renamed.attribute(type.type(), recorded) : null;
		return new Recipe(type.type(), (instance) -> type.create(components, subject, instance));
	}

	private Recipe bulk(Class<?> sender, JsonNode node, DispatchContext context) {
		ValueType ids = ValueType.ofElements(List.class, null, this.json.typesOf(sender).identifier());
		return new Recipe(BulkWrite.class,
				(instance) -> new BulkWrite<>(sender,
						ImpossibleCallException.known(BulkWrite.Operation.class, "a kind of statement",
								JsonFields.text(node, "bulk")),
						node.path("rows").asLong(-1),
						(List<?>) read(sender, "The list of identifiers", node.get("ids"), ids), context));
	}

	private Recipe collection(Class<?> sender, JsonNode node, DispatchContext context) {
		RecordedCollection recorded = new RecordedCollection(node, sender, this.json,
				(name) -> this.renamed.attribute(sender, name));
		return new Recipe(CollectionChange.class, (instance) -> recorded.change(instance, context),
				recorded.isOwnerDeleted());
	}

	private DispatchContext context(DurableCall call, JsonNode node, Class<?> sender) {
		Recorded data = new Recorded(call.uuid(), () -> read(sender, "The actor", node.get("actor"), ValueType.OPEN),
				JsonFields.text(node, "cause"), JsonFields.truth(node, "imported"), node.path("depth").asInt(0),
				JsonFields.texts(node.path("headers")));
		return CausedContext.by(cause(node),
				new DispatchContext(data, JsonFields.text(node, "using"),
						ImpossibleCallException.known(Origin.class, "an origin", JsonFields.text(node, "origin")),
						this.recorded));
	}

	private @Nullable SignalCause cause(JsonNode node) {
		String type = JsonFields.text(node, "causeType");
		Class<?> sender = (type != null) ? this.recorded.find(type) : null;
		Object id = (sender != null) ? read(sender, "The identifier of the cause", node.get("causeId"),
				this.json.typesOf(sender).identifier()) : null;
		return (sender != null && id != null) ? new SignalCause(sender, id) : null;
	}

	private @Nullable Object read(Class<?> sender, String name, @Nullable JsonNode node, ValueType type) {
		try {
			return this.json.read(node, type);
		}
		catch (UnreadableValueException ex) {
			throw ex.of(name, sender);
		}
	}

	private LazyValues attributes(Class<?> sender, @Nullable JsonNode node) {
		return this.json.values(sender, node, (name) -> this.renamed.attribute(sender, name));
	}

}
