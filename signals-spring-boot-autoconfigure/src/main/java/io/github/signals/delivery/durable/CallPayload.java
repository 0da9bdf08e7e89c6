package io.github.signals.delivery.durable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.OwnSignals;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes records of signals, and reads what records tell.
 */
final class CallPayload {

	/** As much as most records need. */
	private static final int INITIAL_SIZE = 512;

	private final StoredEntities entities;

	private final TypedJson json;

	private final Omitted omitted;

	private final RecordedEntities recorded;

	private final Renamed renamed;

	private final KnownSignals known;

	private final RecordReader reader;

	CallPayload(DurableFormat format, StoredEntities entities, Supplier<Collection<RegisteredReceiver>> receivers) {
		this.entities = entities;
		this.renamed = format.renamed();
		this.omitted = new Omitted(format.omitted());
		this.recorded = new RecordedEntities(entities, this.renamed, format.classLoader());
		this.json = new TypedJson(format.mapper(), entities, this.recorded::find, this.omitted::of,
				format.types().stream().filter((type) -> !OwnSignals.isOwn(type)).toList(), format.actors());
		this.known = new KnownSignals(receivers, format.types(), this.json, entities, this.renamed);
		this.reader = new RecordReader(this.json, this.recorded, this.known, this.renamed);
	}

	/**
	 * Return the format of the values.
	 */
	TypedJson json() {
		return this.json;
	}

	/**
	 * See that the settings fit the application, and that the values of what receivers
	 * hear can be recorded.
	 */
	void check(Collection<RegisteredReceiver> receivers) {
		this.renamed.checkReceivers(receivers.stream().map(RegisteredReceiver::uid).toList());
		Set<Class<?>> owners = new LinkedHashSet<>(this.entities.types());
		owners.addAll(this.known.all().values());
		this.renamed.checkOwners(owners);
		this.renamed.checkEntities(this.entities.types(), this.recorded::isPresent);
		this.entities.types()
			.forEach((type) -> this.renamed.checkAttributes(type, () -> this.json.typesOf(type).names()));
		new ValueCheck(this.json, this.omitted, this.entities).run(receivers);
		new SignalCheck(this.json, this.known).run(receivers);
		this.known.all()
			.values()
			.forEach((type) -> this.renamed.checkAttributes(type,
					() -> this.known.look(type).types().attributes().keySet()));
	}

	/**
	 * Refuse a signal of the application that cannot be recorded.
	 * @throws IllegalArgumentException if its class is not on the list
	 */
	void checkRecordable(Class<?> signal) {
		if (OwnSignals.isOwn(signal)) {
			this.known.of(signal);
		}
	}

	/**
	 * Write the record of a call. A signal of the application that is not about an entity
	 * has a key of its own, so that it holds back no other.
	 */
	DurableCall write(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context,
			Map<String, ? extends @Nullable Object> last, Carried carried, boolean undecided) {
		long now = System.currentTimeMillis();
		UUID uuid = Digests.timeOrdered(now);
		boolean own = OwnSignals.isOwn(signal.getClass());
		Class<?> sender = signal.sender();
		boolean entity = own ? this.entities.isEntity(sender) : !(signal instanceof BulkWrite<?>);
		ByteArrayOutputStream json = new ByteArrayOutputStream(INITIAL_SIZE);
		String id = own ? uuid.toString() : "";
		try (JsonGenerator generator = RecordJson.MAPPER.createGenerator(json)) {
			PayloadWriter writer = new PayloadWriter(generator, this.json, this.entities, receiver, sender);
			generator.writeStartObject();
			if (entity) {
				id = identifier(json, writer, identifier(signal, context, own));
			}
			writer.writeCarried(carried);
			writer.writeUndecided(undecided);
			writer.writeContext(context);
			if (own) {
				writer.writeOwn(this.known.of(signal.getClass()), signal, entity);
			}
			else {
				writer.writeSignal(signal, last, context);
			}
			generator.writeEndObject();
		}
		Class<?> about = own ? signal.getClass() : sender;
		String key = this.renamed.former(entity ? sender : about);
		return DurableCall.of(uuid, receiver.uid(), key, id, operation(signal), json.toByteArray(), now)
			.about(about.getName());
	}

	private @Nullable Object identifier(Signal<?> signal, DispatchContext context, boolean own) {
		return own ? this.entities.identifier(signal.instance()) : context.identifiers().of(signal.instance());
	}

	/**
	 * Write the identifier, and return what has been written of it.
	 */
	private static String identifier(ByteArrayOutputStream json, PayloadWriter writer, @Nullable Object id) {
		writer.writeIdentifier(id);
		return json.toString(StandardCharsets.US_ASCII).substring("{\"id\":".length());
	}

	private static Operation operation(Signal<?> signal) {
		if (signal instanceof PostSave<?> saved) {
			return saved.created() ? Operation.CREATED : Operation.UPDATED;
		}
		if (OwnSignals.isOwn(signal.getClass())) {
			return Operation.SIGNAL;
		}
		if (signal instanceof CollectionChange<?>) {
			return Operation.COLLECTION;
		}
		return (signal instanceof PostDelete<?>) ? Operation.DELETED : Operation.BULK;
	}

	RecordFormat format() {
		return new RecordFormat(this.json, this.recorded, this.renamed);
	}

	/**
	 * Return the identifier of the entity as it is recorded.
	 */
	@Nullable String entityId(DurableCall call) {
		try {
			JsonNode id = RecordJson.parse(call).get("id");
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
	 * Return which signal of the application a call is about, if it is one.
	 */
	@Nullable Class<?> ownSignal(DurableCall call) {
		return this.known.find(call.sender());
	}

	/**
	 * Return the entity class whose session tells the tenant of a signal.
	 */
	Class<?> tenantOf(Signal<?> signal) {
		return this.known.tenantOf(signal);
	}

	/**
	 * Read a record. Its values are decoded when they are asked for.
	 */
	RecordContents read(DurableCall call, JsonNode node) {
		return this.reader.read(call, node);
	}

}
