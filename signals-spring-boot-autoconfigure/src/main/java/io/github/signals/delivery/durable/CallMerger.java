package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.transaction.TransactionStatus;

import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.RecordMerge.Net;
import io.github.signals.dispatch.StoredEntities;

/**
 * Merges the records of an entity into the last of them, in a transaction of its own
 * before the call is made. From then on there is one record, which is called, tried
 * again, parked and discarded as any other.
 */
final class CallMerger {

	private final DurableStore store;

	private final CallPayload payloads;

	private final StoredEntities entities;

	private final CallNotes notes;

	CallMerger(DurableStore store, CallPayload payloads, StoredEntities entities, CallNotes notes) {
		this.store = store;
		this.payloads = payloads;
		this.entities = entities;
		this.notes = notes;
	}

	/**
	 * Merge what was recorded up to a call.
	 * @return the call of what has changed on the whole, or {@code null} if nothing has,
	 * if a later call of the entity is to be made instead, or if the record is gone
	 */
	@Nullable DurableCall merge(DurableCall call) {
		Optional<DurableCall> merged = this.store.transaction()
			.execute((status) -> Optional.ofNullable(merge(call, status)));
		return (merged != null) ? merged.orElse(null) : null;
	}

	private @Nullable DurableCall merge(DurableCall call, TransactionStatus status) {
		List<DurableCall> all = this.store.table().upTo(call);
		if (all.isEmpty() || all.get(all.size() - 1).sequence() != call.sequence()) {
			return null;
		}
		DurableCall last = all.get(all.size() - 1);
		List<DurableCall> same = sameTenant(all, last);
		if (same.size() == 1 || !same.stream().allMatch(CallMerger::isChange)) {
			return last;
		}
		RecordMerge merge = new RecordMerge(version(last));
		same.forEach((each) -> read(each, (record) -> merge.add(each.knownOperation(), record)));
		DurableCall net = call(last, same, merge.result());
		if (!replace(same, net)) {
			// Somebody else has made some of the calls.
			status.setRollbackOnly();
			return null;
		}
		same.stream().filter((each) -> net == null || each != last).forEach(this.notes::merged);
		return net;
	}

	/**
	 * Leave out what was recorded for another tenant, whose entities may have the same
	 * identifiers. It is called when it is the last.
	 */
	private List<DurableCall> sameTenant(List<DurableCall> calls, DurableCall last) {
		if (calls.size() == 1) {
			return calls;
		}
		String tenant = tenant(last);
		return calls.stream().filter((call) -> call == last || Objects.equals(tenant(call), tenant)).toList();
	}

	private static boolean isChange(DurableCall call) {
		return call.isSave() || call.operation().equals(Operation.DELETED.name());
	}

	private static @Nullable String tenant(DurableCall call) {
		String[] tenant = new String[1];
		read(call, (record) -> tenant[0] = RecordJson.surroundings(record).tenant());
		return tenant[0];
	}

	private static void read(DurableCall call, Consumer<JsonNode> reader) {
		try {
			reader.accept(RecordJson.parse(call));
		}
		catch (ImpossibleCallException ex) {
			throw new UnmergeableException(call, ex);
		}
	}

	private @Nullable String version(DurableCall call) {
		Class<?> sender = this.payloads.sender(call);
		return (sender != null) ? this.entities.version(sender) : null;
	}

	private @Nullable DurableCall call(DurableCall last, List<DurableCall> merged, @Nullable Net net) {
		if (net == null) {
			return null;
		}
		int attempts = merged.stream().mapToInt(DurableCall::attempts).max().orElse(0);
		JsonNode record = net.record();
		return new DurableCall(last.sequence(), last.id(), last.uid(), last.partition(), last.entity(), last.sender(),
				net.operation().name(), RecordJson.bytes(record), attempts, last.recorded());
	}

	private boolean replace(List<DurableCall> merged, @Nullable DurableCall net) {
		List<DurableCall> ended = (net != null) ? merged.subList(0, merged.size() - 1) : merged;
		return this.store.shared().remove(ended) == ended.size() && (net == null || this.store.table().rewrite(net));
	}

	/**
	 * The record of a call cannot be read. It is this call that is parked, and it holds
	 * back the later ones.
	 */
	@SuppressWarnings("serial")
	static final class UnmergeableException extends RuntimeException {

		private final transient DurableCall call;

		UnmergeableException(DurableCall call, ImpossibleCallException cause) {
			super(cause);
			this.call = call;
		}

		DurableCall call() {
			return this.call;
		}

	}

}
