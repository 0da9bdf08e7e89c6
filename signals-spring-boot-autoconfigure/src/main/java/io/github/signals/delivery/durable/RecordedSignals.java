package io.github.signals.delivery.durable;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * Makes the signals of records anew, in the transaction of the call.
 */
final class RecordedSignals {

	/** The SQL state of what somebody has no right to, as what row security hides. */
	private static final String NO_RIGHT = "42501";

	private final CallTable table;

	private final StoredEntities entities;

	private final CallPayload payloads;

	RecordedSignals(CallTable table, StoredEntities entities, CallPayload payloads) {
		this.table = table;
		this.entities = entities;
		this.payloads = payloads;
	}

	/**
	 * Return what a receiver is to hear.
	 * @return the signal, or {@code null} if the row that it is about is gone
	 */
	@Nullable Signal<?> signal(RegisteredReceiver receiver, DurableCall call, RecordContents contents) {
		Signal<?> signal = find(receiver, call, contents, null);
		Object id = contents.id();
		if (signal == null && id != null && !isGone(contents.sender(), id)) {
			throw new ImpossibleCallException("Its row exists, but a restriction, a filter or the tenant hides it: "
					+ contents.sender().getName() + " is not found by its identifier", null);
		}
		return signal;
	}

	/**
	 * Return what a receiver is to hear.
	 * @param known the instance, if it was read already
	 * @return the signal, or {@code null} if the receiver needs an instance that is not
	 * found, for whatever reason
	 */
	@Nullable Signal<?> find(RegisteredReceiver receiver, DurableCall call, RecordContents contents, @Nullable Object known) {
		Class<?> sender = contents.sender();
		Operation operation = call.knownOperation();
		Recipe recipe = contents.recipe();
		Object id = contents.id();
		if (recipe != null && !contents.isAboutEntity()) {
			return recipe.make(receiver, null);
		}
		if (id == null) {
			throw new ImpossibleCallException("Its record does not contain the identifier of the entity", null);
		}
		if (operation == Operation.DELETED) {
			return new PostDelete<>(sender, this.entities.restore(sender, id, contents.last()), contents.context());
		}
		Object instance = (known != null) ? known : instance(receiver, sender, id, contents);
		if (instance == null) {
			return null;
		}
		return (recipe != null) ? recipe.make(receiver, instance) : new PostSave<>(sender, instance,
				operation == Operation.CREATED, contents.changes(), contents.context());
	}

	/**
	 * Tell who is to know that a call has failed, whose record may not be readable.
	 */
	void tell(RegisteredReceiver receiver, DurableCall call, Throwable failure, boolean parked) {
		receiver.tellFailure(signalClass(receiver, call), senderClass(receiver, call), failure, parked);
	}

	private Class<?> signalClass(RegisteredReceiver receiver, DurableCall call) {
		return switch (call.operation()) {
			case "CREATED", "UPDATED" -> PostSave.class;
			case "DELETED" -> PostDelete.class;
			case "COLLECTION" -> CollectionChange.class;
			case "BULK" -> BulkWrite.class;
			default -> {
				Class<?> own = this.payloads.ownSignal(call);
				yield (own != null) ? own : receiver.info().signals().get(0);
			}
		};
	}

	private Class<?> senderClass(RegisteredReceiver receiver, DurableCall call) {
		Class<?> sender = this.payloads.sender(call);
		return (sender != null) ? sender : receiver.info().senders().get(0);
	}

	private @Nullable Object instance(RegisteredReceiver receiver, Class<?> sender, Object id,
			RecordContents contents) {
		Object instance = this.entities.find(sender, id);
		if (instance != null) {
			return instance;
		}
		if (contents.isOfDeleted()) {
			return this.entities.restore(sender, id, contents.last());
		}
		return receiver.needs().instance() ? null : this.entities.restore(sender, id, contents.createdValues());
	}

	/**
	 * Read the instances of several calls, by one query for each class.
	 * @param calls the calls
	 * @param contents what is in their records, {@code null} for those that are left out
	 * @return the instances that are found, by the entities of the calls
	 */
	Map<String, Object> instances(List<ParsedCall> calls, List<@Nullable RecordContents> contents) {
		Map<Class<?>, Map<String, Object>> identifiers = new LinkedHashMap<>();
		for (int i = 0; i < calls.size(); i++) {
			RecordContents own = contents.get(i);
			Object id = (own != null) ? own.id() : null;
			if (own != null && id != null && own.isInstanceRead(calls.get(i).call())) {
				identifiers.computeIfAbsent(own.sender(), (type) -> new LinkedHashMap<>())
					.put(calls.get(i).call().entity(), id);
			}
		}
		Map<String, Object> instances = new HashMap<>();
		identifiers.forEach((type, ids) -> {
			List<@Nullable Object> found = this.entities.findAll(type, List.copyOf(ids.values()));
			int place = 0;
			for (String entity : ids.keySet()) {
				Object instance = found.get(place++);
				if (instance != null) {
					instances.put(entity, instance);
				}
			}
		});
		return instances;
	}

	private boolean isGone(Class<?> sender, Object id) {
		this.table.lookBehindRowSecurity();
		try {
			return this.entities.isGone(sender, id);
		}
		catch (RuntimeException ex) {
			if (isRefused(ex)) {
				throw new ImpossibleCallException(
						"Cannot determine whether its row is gone: row-level security hides rows of " + sender.getName()
								+ " from the database user",
						ex);
			}
			throw ex;
		}
	}

	private static boolean isRefused(@Nullable Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException refused && NO_RIGHT.equals(refused.getSQLState())) {
				return true;
			}
		}
		return false;
	}

}
