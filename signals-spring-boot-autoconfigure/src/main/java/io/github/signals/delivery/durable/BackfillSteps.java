package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Backfill.State;
import io.github.signals.delivery.durable.BackfillSenders.Sender;
import io.github.signals.delivery.durable.BackfillTable.Waiting;
import io.github.signals.delivery.durable.DurableSettings.Chunks;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The steps of the back-fills of one data source.
 */
final class BackfillSteps {

	private final DurableStores stores;

	private final DurableStore store;

	private final BackfillRecorder recorder;

	private final BackfillKeys keys;

	private final Supplier<CallRecording> recordings;

	private final DurableSettings settings;

	BackfillSteps(DurableStores stores, DurableStore store, BackfillRecorder recorder, BackfillKeys keys,
			Supplier<CallRecording> recordings, DurableSettings settings) {
		this.stores = stores;
		this.store = store;
		this.recorder = recorder;
		this.keys = keys;
		this.recordings = recordings;
		this.settings = settings;
	}

	/**
	 * Count the rows.
	 */
	BackfillState count(BackfillState state, SortedMap<String, Sender> senders) {
		return state.counted(senders.values().stream().mapToLong(this::count).sum());
	}

	private long count(Sender sender) {
		return Objects.requireNonNull(unlimited(sender).execute((status) -> sender.rows().count()));
	}

	/**
	 * Begin with the next class that has rows. Those that come after the last one of now
	 * are heard when they are created.
	 */
	BackfillState enter(BackfillState state, SortedMap<String, Sender> senders) {
		for (Sender sender : senders.values()) {
			String name = sender.type().getName();
			Object last = (name.compareTo(state.type()) > 0) ? last(sender) : null;
			if (last != null) {
				return state.enter(name, this.keys.write(sender.type(), last));
			}
		}
		return state.end(State.DONE, this.store.table().now());
	}

	private @Nullable Object last(Sender sender) {
		Optional<Object> last = unlimited(sender).execute((status) -> Optional.ofNullable(sender.rows().last()));
		return (last != null) ? last.orElse(null) : null;
	}

	/**
	 * Record the calls for the next rows, and in the same transaction that they are read.
	 * @param uid the uid under which the back-fill was begun
	 * @param known what was known before, as it was read
	 * @param state the same
	 * @param receiver the receiver
	 * @param sender the class of the rows
	 * @param pace how many calls may wait
	 * @return what is known now: the same if somebody else has changed it, and
	 * {@code null} if too many calls wait
	 */
	@Nullable BackfillState record(String uid, byte[] known, BackfillState state, RegisteredReceiver receiver, Sender sender,
			BackfillPace pace) {
		CallRecording recording = this.recordings.get();
		Duration timeout = this.settings.of(receiver.uid()).timeout();
		Optional<BackfillState> written = CallTools.transaction(manager(sender), timeout).execute((status) -> {
			int room = room(receiver, pace);
			BackfillState read = (room > 0) ? record(state, receiver, sender, room, recording) : null;
			if (read != null && !this.store.backfills().write(uid, known, read.write())) {
				status.setRollbackOnly();
				return Optional.of(state);
			}
			return Optional.ofNullable(read);
		});
		BackfillState next = (written != null) ? written.orElse(null) : null;
		if (next != null && next != state) {
			recording.committed();
			Runnable inline = recording.inlineCalls();
			if (inline != null) {
				inline.run();
			}
		}
		return next;
	}

	private int room(RegisteredReceiver receiver, BackfillPace pace) {
		Chunks chunks = this.settings.chunks();
		Waiting waiting = this.store.backfills().waiting(receiver.uid(), chunks.maxWaiting());
		int room = Math.min(pace.room(waiting.fresh()), chunks.maxWaiting() - waiting.all());
		return Math.min(room, chunks.size());
	}

	private BackfillState record(BackfillState state, RegisteredReceiver receiver, Sender sender, int limit,
			CallRecording recording) {
		Class<?> type = sender.type();
		Object after = (state.after() != null) ? this.keys.read(type, state.after()) : null;
		Object last = this.keys.read(type, Objects.requireNonNull(state.last()));
		List<Object> ids = sender.rows().identifiers(after, last, limit);
		if (ids.isEmpty()) {
			return state.leave();
		}
		int calls = this.recorder.record(receiver, sender, ids, recording);
		recording.write();
		BackfillState read = state.read(ids.size(), calls, this.keys.write(type, ids.get(ids.size() - 1)));
		return (ids.size() < limit) ? read.leave() : read;
	}

	private TransactionTemplate unlimited(Sender sender) {
		TransactionTemplate template = new TransactionTemplate(manager(sender));
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	private PlatformTransactionManager manager(Sender sender) {
		return this.stores.manager(this.store, sender.rows()::using);
	}

}
