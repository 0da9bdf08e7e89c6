package io.github.signals.delivery.durable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.SignalCause;
import io.github.signals.delivery.durable.json.EntityValueTypes;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.UnwritableValueException;
import io.github.signals.delivery.durable.json.ValueType;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.SnapshotContext;
import io.github.signals.dispatch.StoredEntities;

/**
 * Writes one record, and names what cannot be written.
 */
final class PayloadWriter {

	private final JsonGenerator generator;

	private final TypedJson json;

	private final EntityValueTypes types;

	private final StoredEntities entities;

	private final RegisteredReceiver receiver;

	private final Class<?> sender;

	PayloadWriter(JsonGenerator generator, TypedJson json, StoredEntities entities, RegisteredReceiver receiver,
			Class<?> sender) {
		this.generator = generator;
		this.json = json;
		this.types = json.typesOf(sender);
		this.entities = entities;
		this.receiver = receiver;
		this.sender = sender;
	}

	void writeCarried(Carried carried) {
		writeStrings("headers", carried.headers());
		if (carried.tenant() != null) {
			this.generator.writeStringProperty("tenant", carried.tenant());
		}
		writeStrings("values", carried.values());
	}

	void writeUndecided(boolean undecided) {
		if (undecided) {
			this.generator.writeBooleanProperty("undecided", true);
		}
	}

	private void writeStrings(String name, Map<String, String> strings) {
		// Left out where there are none, as it was before there could be any.
		if (!strings.isEmpty()) {
			this.generator.writeName(name);
			this.generator.writeStartObject();
			strings.forEach(this.generator::writeStringProperty);
			this.generator.writeEndObject();
		}
	}

	void writeContext(DispatchContext context) {
		write("actor", "the actor", context.actor(), ValueType.OPEN);
		write("cause", "the cause", context.causedBy(), ValueType.OPEN);
		write("using", "the transaction manager", context.using(), ValueType.OPEN);
		this.generator.writeStringProperty("origin", context.origin().name());
		writeCause(context.cause());
		if (context.imported()) {
			this.generator.writeBooleanProperty("imported", true);
		}
		if (context.depth() > 0) {
			this.generator.writeNumberProperty("depth", context.depth());
		}
	}

	/**
	 * Write which entity led to a delete, if its identifier is simple: no call is to fail
	 * for it.
	 */
	private void writeCause(@Nullable SignalCause cause) {
		if (cause != null
				&& (cause.id() instanceof Number || cause.id() instanceof String || cause.id() instanceof UUID)) {
			this.generator.writeStringProperty("causeType", cause.sender().getName());
			this.generator.writeName("causeId");
			writeValue("the identifier of the cause", cause.id(), this.json.typesOf(cause.sender()).identifier());
		}
	}

	void writeSignal(Signal<?> signal, Map<String, ? extends @Nullable Object> last, DispatchContext context) {
		if (signal instanceof PostSave<?> saved && this.receiver.needs().changes()) {
			writeChanges(saved.changes());
		}
		else if (signal instanceof PostDelete<?> deleted) {
			Map<String, @Nullable Object> state = this.entities.state(deleted.instance());
			writeAttributes("last", state.isEmpty() ? last : state);
		}
		else if (signal instanceof CollectionChange<?> change) {
			RecordedCollection.write(change, this.types, this.generator, this::write);
			if (change.ownerDeleted()) {
				writeAttributes("last", recordable(this.entities.state(change.instance())));
			}
		}
		else if (signal instanceof BulkWrite<?> bulk) {
			this.generator.writeStringProperty("bulk", bulk.operation().name());
			this.generator.writeNumberProperty("rows", bulk.rows());
			write("ids", "the identifiers", bulk.ids(),
					ValueType.ofElements(List.class, null, this.types.identifier()));
		}
		writeSnapshot(signal, context);
	}

	/**
	 * Write a signal of the application: its components but the instance, if that is an
	 * entity, which is read anew.
	 */
	void writeOwn(SignalType type, Signal<?> signal, boolean entity) {
		Map<String, @Nullable Object> components = type.components(signal);
		if (entity) {
			Object instance = signal.instance();
			components.entrySet()
				.stream()
				.filter((component) -> component.getValue() == instance)
				.findFirst()
				.ifPresent((component) -> {
					this.generator.writeStringProperty("about", this.sender.getName());
					this.generator.writeStringProperty("subject", component.getKey());
					components.remove(component.getKey());
				});
		}
		EntityValueTypes types = type.types();
		this.generator.writeName("components");
		this.generator.writeStartObject();
		components.forEach((name, value) -> {
			this.generator.writeName(name);
			writeValue("'" + name + "'", type.type(), value, types.attribute(name));
		});
		this.generator.writeEndObject();
	}

	/**
	 * Write the attributes as a save has written them, if the receiver takes them. The
	 * record of a delete has them in any case.
	 */
	private void writeSnapshot(Signal<?> signal, DispatchContext context) {
		if (this.receiver.needs().snapshot() && signal instanceof PostSave<?>) {
			writeAttributes("state", SnapshotContext.of(signal, context).asMap());
		}
	}

	/**
	 * Leave out what cannot be recorded: who hears of collections need not be able to.
	 */
	private Map<String, @Nullable Object> recordable(Map<String, @Nullable Object> state) {
		Map<String, @Nullable Object> recordable = new LinkedHashMap<>(state);
		recordable.keySet().removeIf((name) -> this.types.attribute(name).problem() != null);
		return recordable;
	}

	private void writeChanges(Changes changes) {
		Map<String, @Nullable Object> before = new LinkedHashMap<>();
		Map<String, @Nullable Object> after = new LinkedHashMap<>();
		for (String attribute : changes.attributes()) {
			before.put(attribute, changes.before(attribute));
			after.put(attribute, changes.after(attribute));
		}
		// No attribute has an empty name: it has changed where all have.
		if (changes.contains("")) {
			this.generator.writeBooleanProperty("all", true);
		}
		else {
			writeAttributes("before", before);
		}
		writeAttributes("after", after);
	}

	private void writeAttributes(String name, Map<String, ? extends @Nullable Object> attributes) {
		this.generator.writeName(name);
		this.generator.writeStartObject();
		attributes.forEach((attribute, value) -> {
			this.generator.writeName(attribute);
			if (this.types.omits(attribute)) {
				TypedJson.writeOmitted(this.generator);
			}
			else {
				writeValue("attribute '" + attribute + "'", value, this.types.attribute(attribute));
			}
		});
		this.generator.writeEndObject();
	}

	private void write(String name, String description, @Nullable Object value, ValueType type) {
		if (value != null) {
			this.generator.writeName(name);
			writeValue(description, value, type);
		}
	}

	/**
	 * Write the identifier to where the record is written to.
	 */
	void writeIdentifier(@Nullable Object id) {
		if (id == null) {
			throw unwritable("the identifier", this.sender, "no value");
		}
		this.generator.writeName("id");
		writeValue("the identifier", id, this.types.identifier());
		this.generator.flush();
	}

	private void writeValue(String description, @Nullable Object value, ValueType type) {
		writeValue(description, this.sender, value, type);
	}

	private void writeValue(String description, Class<?> owner, @Nullable Object value, ValueType type) {
		try {
			this.json.write(this.generator, value, type);
		}
		catch (UnwritableValueException ex) {
			throw unwritable(description, owner, String.valueOf(ex.getMessage()));
		}
	}

	private UnwritableValueException unwritable(String description, Class<?> owner, String value) {
		return new UnwritableValueException(
				"The call of the durable receiver '" + this.receiver.uid() + "' (" + this.receiver.info().method()
						+ ") cannot be recorded: " + description + " of " + owner.getName() + " has " + value);
	}

}
