package io.github.signals.delivery.durable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.signals.BulkWrite;
import io.github.signals.CallContext;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
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
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SnapshotContext;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes records of signals, and reads what records tell.
 */
final class CallPayload {

	/** As much as most records need. */
	private static final int INITIAL_SIZE = 512;

	/**
	 * Of our own, as the settings of the application change what is written. In ASCII,
	 * which each database can make text of, whatever its encoding.
	 */
	private final JsonMapper frame = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final StoredEntities entities;

	private final TypedJson json;

	private final Omitted omitted;

	private final RecordedEntities recorded;

	private final Renamed renamed;

	CallPayload(DurableFormat format, StoredEntities entities) {
		this.entities = entities;
		this.renamed = format.renamed();
		this.omitted = new Omitted(format.omitted());
		this.recorded = new RecordedEntities(entities, this.renamed, format.classLoader());
		this.json = new TypedJson(format.mapper(), entities, this.recorded::find, this.omitted::of, format.types(),
				format.actors());
	}

	/**
	 * See that the settings fit the application, and that the values of what receivers
	 * hear can be recorded.
	 */
	void check(Collection<RegisteredReceiver> receivers) {
		this.renamed.checkReceivers(receivers.stream().map(RegisteredReceiver::uid).toList());
		this.renamed.checkOwners(this.entities.types());
		this.renamed.checkEntities(this.entities.types(), this.recorded::isPresent);
		this.entities.types()
			.forEach((type) -> this.renamed.checkAttributes(type, () -> this.json.typesOf(type).attributes().keySet()));
		new ValueCheck(this.json, this.omitted, this.entities).run(receivers);
	}

	DurableCall write(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, Carried carried, boolean undecided) {
		long now = System.currentTimeMillis();
		ByteArrayOutputStream json = new ByteArrayOutputStream(INITIAL_SIZE);
		String id = "";
		try (JsonGenerator generator = this.frame.createGenerator(json)) {
			PayloadWriter writer = writer(generator, receiver, signal);
			generator.writeStartObject();
			if (!(signal instanceof BulkWrite<?>)) {
				id = identifier(json, writer, context.identifiers().of(signal.instance()));
			}
			writer.writeCarried(carried);
			writer.writeUndecided(undecided);
			writer.writeContext(context);
			writer.writeSignal(signal, last);
			writer.writeSnapshot(signal, context);
			generator.writeEndObject();
		}
		Class<?> sender = signal.sender();
		return DurableCall
			.of(Digests.timeOrdered(now), receiver.uid(), this.renamed.former(sender), id, operation(signal),
					json.toByteArray(), now)
			.about(sender.getName());
	}

	/**
	 * Write the identifier, and return what has been written of it.
	 */
	private static String identifier(ByteArrayOutputStream json, PayloadWriter writer, @Nullable Object id) {
		writer.writeIdentifier(id);
		return json.toString(StandardCharsets.US_ASCII).substring("{\"id\":".length());
	}

	private PayloadWriter writer(JsonGenerator generator, RegisteredReceiver receiver, Signal<?> signal) {
		return new PayloadWriter(generator, this.json, this.entities, receiver, signal.sender());
	}

	private static Operation operation(Signal<?> signal) {
		if (signal instanceof PostSave<?> saved) {
			return saved.created() ? Operation.CREATED : Operation.UPDATED;
		}
		return (signal instanceof PostDelete<?>) ? Operation.DELETED : Operation.BULK;
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
	 * Return the class of the entity that a call is about, if it is one.
	 */
	@Nullable Class<?> sender(DurableCall call) {
		return this.recorded.find(call.sender());
	}

	/**
	 * Parse a record, without a look at its values.
	 */
	JsonNode parse(DurableCall call) {
		try {
			// From bytes, the parser does not read each name that the generator writes.
			JsonNode record = this.frame.readTree(new String(call.payload(), StandardCharsets.UTF_8));
			if (record.isObject()) {
				return record;
			}
		}
		catch (JacksonException ex) {
			// Its message would quote the values
			throw new ImpossibleCallException("Its record is not valid JSON: " + ex.getClass().getName(), null);
		}
		throw new ImpossibleCallException("Its record is not a JSON object", null);
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
	 * Return whether it is not known yet if the receiver wants to hear it.
	 */
	static boolean isUndecided(JsonNode record) {
		return record.path("undecided").asBoolean(false);
	}

	/**
	 * Read a record. Its values are decoded when they are asked for.
	 */
	RecordContents read(DurableCall call, JsonNode node) {
		Class<?> sender = this.recorded.type(call.sender());
		DispatchContext context = CausedContext.by(cause(node),
				new DispatchContext(recorded(call, node, sender), text(node, "using"),
						ImpossibleCallException.known(Origin.class, "an origin", text(node, "origin")), this.recorded));
		LazyValues before = attributes(sender, node.get("before"));
		LazyValues after = attributes(sender, node.get("after"));
		boolean all = node.path("all").asBoolean(false);
		ValueType id = this.json.typesOf(sender).identifier();
		Object known = read(sender, "The identifier", node.get("id"), id);
		JsonNode state = node.has("state") ? node.get("state") : node.get("last");
		DispatchContext kept = (state != null) ? SnapshotContext.recorded(context,
				() -> Snapshot.of(sender, known, attributes(sender, state).readable())) : context;
		return new RecordContents(sender, known, kept, all, before, after, attributes(sender, node.get("last")),
				text(node, "bulk"), node.path("rows").asLong(-1), (List<?>) read(sender, "The list of identifiers",
						node.get("ids"), ValueType.ofElements(List.class, null, id)));
	}

	private Recorded recorded(DurableCall call, JsonNode node, Class<?> sender) {
		return new Recorded(call.uuid(), () -> read(sender, "The actor", node.get("actor"), ValueType.OPEN),
				text(node, "cause"), node.path("imported").asBoolean(false), node.path("depth").asInt(0),
				strings(node.path("headers")));
	}

	private @Nullable SignalCause cause(JsonNode node) {
		String type = text(node, "causeType");
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

	private static Map<String, String> strings(JsonNode node) {
		Map<String, String> strings = new LinkedHashMap<>();
		node.properties().forEach((entry) -> strings.put(entry.getKey(), entry.getValue().asString()));
		return strings;
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null) ? value.asString() : null;
	}

	private LazyValues attributes(Class<?> sender, @Nullable JsonNode node) {
		return this.json.values(sender, node, (name) -> this.renamed.attribute(sender, name));
	}

}
