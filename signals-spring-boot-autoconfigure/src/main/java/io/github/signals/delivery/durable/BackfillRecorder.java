package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.BackfillSenders.Sender;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverFilter;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredValues;

/**
 * Records the calls of a receiver for rows that are already there, as it would if they
 * were created now. Rows are read only if the receiver asks for more than which they are.
 */
final class BackfillRecorder implements IdentifierAccessor {

	private static final Logger logger = LoggerFactory.getLogger(BackfillRecorder.class);

	/** No call has this identifier. */
	private static final UUID NONE = new UUID(0, 0);

	private final StoredEntities entities;

	BackfillRecorder(StoredEntities entities) {
		this.entities = entities;
	}

	@Override
	public @Nullable Object of(Object instance) {
		return (instance instanceof Unread row) ? row.id() : this.entities.identifier(instance);
	}

	@Override
	public Map<String, @Nullable Object> state(Object instance) {
		return this.entities.state(instance);
	}

	/**
	 * Record calls in the current transaction.
	 * @param receiver the receiver
	 * @param sender the class of the rows
	 * @param ids the identifiers of the rows
	 * @param recording takes the calls
	 * @return how many calls were recorded
	 */
	int record(RegisteredReceiver receiver, Sender sender, List<Object> ids, CallRecording recording) {
		DispatchContext context = new DispatchContext(
				new DispatchContext.Recorded(NONE, () -> null, null, false, 0, Map.of()), sender.rows().using(),
				Origin.BACKFILL, this);
		int calls = 0;
		for (Object instance : instances(receiver, sender.type(), ids)) {
			Changes changes = receiver.needs().changes() ? changes(sender.type(), instance) : Changes.none();
			if (record(receiver, new PostSave<>(sender.type(), instance, true, changes, context), recording)) {
				calls++;
			}
		}
		return calls;
	}

	private List<Object> instances(RegisteredReceiver receiver, Class<?> type, List<Object> ids) {
		List<Object> instances = new ArrayList<>(ids.size());
		if (!asksRow(receiver)) {
			ids.forEach((id) -> instances.add(new Unread(id)));
			return instances;
		}
		for (@Nullable
		Object instance : this.entities.findAll(type, ids)) {
			// What was deleted since its identifier was read is gone.
			if (instance != null) {
				instances.add(instance);
			}
		}
		return instances;
	}

	private static boolean asksRow(RegisteredReceiver receiver) {
		ReceiverFilter filter = receiver.filter();
		return receiver.needs().changes() || receiver.needs().snapshot() || filter.condition() != null
				|| !filter.when().isEmpty();
	}

	/**
	 * Return the changes of a creation: what its save would have written.
	 */
	private Changes changes(Class<?> type, Object instance) {
		StoredValues values = this.entities.values(type);
		Map<String, @Nullable Object> written = new LinkedHashMap<>(this.entities.state(instance));
		if (values != null) {
			values.attributes().forEach((name, value) -> {
				if (!value.written()) {
					written.remove(name);
				}
			});
		}
		return Changes.all(written);
	}

	/**
	 * Record a call, if the receiver wants to hear it. A condition that fails is asked
	 * again when the call is made.
	 */
	private static boolean record(RegisteredReceiver receiver, PostSave<Object> signal, CallRecording recording) {
		boolean undecided = false;
		try {
			if (!receiver.filter().passes(signal)) {
				return false;
			}
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			logger.debug("The condition of receiver '{}' failed ({}) and will be evaluated again", receiver.uid(),
					ex.getClass().getName());
			undecided = true;
		}
		recording.record(receiver, signal, (DispatchContext) signal.context(), Map.of(), undecided);
		return true;
	}

	/**
	 * Stands for a row of which nobody asks more than which it is.
	 *
	 * @param id its identifier
	 */
	private record Unread(Object id) {

	}

}
