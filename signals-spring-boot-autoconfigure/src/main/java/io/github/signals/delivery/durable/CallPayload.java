package io.github.signals.delivery.durable;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.signals.BulkWrite;
import io.github.signals.CallContext;
import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchContext.Recorded;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes records of signals, and reads what records tell.
 */
final class CallPayload {

	private final JsonMapper mapper;

	private final TypedJson json;

	private final StoredEntities entities;

	CallPayload(JsonMapper mapper, StoredEntities entities, @Nullable ClassLoader classLoader) {
		this.mapper = mapper;
		this.json = new TypedJson(mapper, entities, classLoader);
		this.entities = entities;
	}

	DurableCall write(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, Carried carried, boolean undecided) {
		long now = System.currentTimeMillis();
		StringWriter text = new StringWriter();
		String id = (signal instanceof BulkWrite<?>) ? "" : identifier(receiver, signal, context);
		try (JsonGenerator generator = this.mapper.createGenerator(text)) {
			PayloadWriter writer = new PayloadWriter(generator, this.json, this.entities, receiver, signal.sender());
			generator.writeStartObject();
			if (!id.isEmpty()) {
				generator.writeName("id");
				generator.writeRawValue(id);
			}
			writer.writeCarried(carried);
			writer.writeUndecided(undecided);
			writer.writeContext(context);
			writer.writeSignal(signal, last);
			generator.writeEndObject();
		}
		return DurableCall.of(Digests.timeOrdered(now), receiver.uid(), signal.sender().getName(), id,
				operation(signal), text.toString(), now);
	}

	private static Operation operation(Signal<?> signal) {
		if (signal instanceof PostSave<?> saved) {
			return saved.created() ? Operation.CREATED : Operation.UPDATED;
		}
		return (signal instanceof PostDelete<?>) ? Operation.DELETED : Operation.BULK;
	}

	private String identifier(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context) {
		Object id = context.identity().of(signal.instance());
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = this.mapper.createGenerator(text)) {
			PayloadWriter writer = new PayloadWriter(generator, this.json, this.entities, receiver, signal.sender());
			if (id == null) {
				throw writer.unwritable("the identifier", "no value");
			}
			writer.writeValue("the identifier", id);
		}
		return text.toString();
	}

	/**
	 * Return the identifier of the entity as it is recorded.
	 */
	@Nullable String entityId(DurableCall call) {
		try {
			JsonNode id = parse(call).get("id");
			JsonNode value = (id != null && id.isArray()) ? id.get(1) : id;
			return (value != null) ? value.asString(value.toString()) : null;
		}
		catch (ImpossibleCallException ex) {
			return null;
		}
	}

	/**
	 * Parse a record, without a look at its values.
	 */
	JsonNode parse(DurableCall call) {
		try {
			JsonNode record = this.mapper.readTree(call.payload());
			if (record.isObject()) {
				return record;
			}
		}
		catch (JacksonException ex) {
			// Its message would quote the values
			throw new ImpossibleCallException("Its record is not JSON: " + ex.getClass().getName(), null);
		}
		throw new ImpossibleCallException("Its record is not an object", null);
	}

	/**
	 * Return the bean name of the transaction manager of the change.
	 */
	static @Nullable String using(JsonNode record) {
		return text(record, "using");
	}

	/**
	 * Return what is to be current while the call is made.
	 */
	static CallContext.Recorded surroundings(JsonNode record) {
		return new CallContext.Recorded(text(record, "tenant"), strings(record.path("values")));
	}

	/**
	 * Return whether nobody knows yet if the receiver wants to hear it.
	 */
	static boolean isUndecided(JsonNode record) {
		return record.path("undecided").asBoolean(false);
	}

	Contents read(DurableCall call, JsonNode node) {
		Recorded recorded = new Recorded(call.uuid(), this.json.read(node.get("actor")), text(node, "cause"),
				node.path("imported").asBoolean(false), node.path("depth").asInt(0), strings(node.path("headers")));
		DispatchContext context = new DispatchContext(recorded, text(node, "using"),
				ImpossibleCallException.known(Origin.class, "an origin", text(node, "origin")), this::identify);
		Map<String, @Nullable Object> after = attributes(node.get("after"));
		boolean all = node.path("all").asBoolean(false);
		Changes changes = all ? Changes.all(after) : Changes.between(attributes(node.get("before")), after);
		return new Contents(this.json.read(node.get("id")), context, changes, all ? after : Map.of(),
				attributes(node.get("last")), text(node, "bulk"), node.path("rows").asLong(-1),
				(List<?>) this.json.read(node.get("ids")));
	}

	private static Map<String, String> strings(JsonNode node) {
		Map<String, String> strings = new LinkedHashMap<>();
		node.properties().forEach((entry) -> strings.put(entry.getKey(), entry.getValue().asString()));
		return strings;
	}

	private @Nullable Object identify(Object instance) {
		return this.entities.isEntity(instance.getClass()) ? this.entities.identifier(instance) : null;
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null) ? value.asString() : null;
	}

	private Map<String, @Nullable Object> attributes(@Nullable JsonNode node) {
		Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
		if (node != null) {
			node.properties().forEach((entry) -> attributes.put(entry.getKey(), this.json.read(entry.getValue())));
		}
		return attributes;
	}

	/**
	 * What a record tells.
	 *
	 * @param id the identifier of the entity
	 * @param context who and what led to the signal
	 * @param changes what has changed
	 * @param created the attributes of a new entity
	 * @param last the attributes of an entity that was deleted
	 * @param bulk what a statement did
	 * @param rows how many rows a statement has written
	 * @param ids which rows a statement has written
	 */
	record Contents(@Nullable Object id, DispatchContext context, Changes changes,
			Map<String, @Nullable Object> created, Map<String, @Nullable Object> last, @Nullable String bulk, long rows,
			@Nullable List<?> ids) {

	}

}
