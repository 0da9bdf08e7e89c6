package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.signals.CallParked;
import io.github.signals.ParkedCall;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.DurableCall.Partition;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchContext.Recorded;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Tells the receivers that hear it that a call is parked: by calls of their own. They
 * carry what the call carries, as it was written, since nobody can be sure to read it.
 *
 * @param registry the connected receivers
 * @param payloads writes records
 * @param notes notes what is recorded
 */
record ParkedNotices(ReceiverRegistry registry, CallPayload payloads, CallNotes notes) {

	/** What the record of a notice has of the record of the call. */
	private static final List<String> CARRIED = List.of("headers", "tenant", "values", "actor", "using");

	private static final Carried NOTHING = new Carried(Map.of(), Map.of(), null);

	/**
	 * Return what is to be recorded when a call is parked: one call for each receiver
	 * that hears it, and nothing if the call was such a notice itself.
	 */
	List<DurableCall> of(RegisteredReceiver receiver, DurableCall call, int attempts, String error) {
		List<DurableCall> notices = new ArrayList<>();
		if (!receiver.info().signals().contains(CallParked.class)) {
			CallParked parked = new CallParked(new ParkedCall(call.uuid(), receiver.uid(), call.sender(),
					this.payloads.entityId(call), attempts, error, Instant.ofEpochMilli(call.recorded())));
			JsonNode record = record(call);
			DispatchContext context = context(receiver, record);
			for (RegisteredReceiver hearing : hearing()) {
				DurableCall notice = notice(hearing, parked, context, record);
				if (notice != null) {
					notices.add(notice);
				}
			}
		}
		return notices;
	}

	private List<RegisteredReceiver> hearing() {
		return this.registry.routes(ParkedCall.class).of(CallParked.class).deferred();
	}

	private JsonNode record(DurableCall call) {
		try {
			return RecordJson.parse(call);
		}
		catch (ImpossibleCallException ex) {
			return RecordJson.MAPPER.createObjectNode();
		}
	}

	/**
	 * Return the call of a receiver, or {@code null} if its conditions are not met. If
	 * one of them fails, it is asked again when the call is made.
	 */
	private @Nullable DurableCall notice(RegisteredReceiver hearing, CallParked parked, DispatchContext context,
			JsonNode record) {
		boolean undecided = false;
		try {
			if (!hearing.filter().passes(parked)) {
				return null;
			}
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			undecided = true;
		}
		DurableCall notice = this.payloads.write(hearing, parked, context, Map.of(), NOTHING, undecided);
		this.notes.recorded(notice, hearing, parked, context);
		return notice.withPayload(carrying(RecordJson.parse(notice), record));
	}

	/**
	 * Return the context of a notice: the receiver of the call has caused it.
	 */
	private static DispatchContext context(RegisteredReceiver receiver, JsonNode record) {
		int depth = record.path("depth").asInt(0) + 1;
		return new DispatchContext(new Recorded(UUID.randomUUID(), () -> null, receiver.uid(), false, depth, Map.of()),
				null, Origin.APPLICATION, IdentifierAccessor.NONE);
	}

	private static byte[] carrying(JsonNode notice, JsonNode record) {
		ObjectNode all = (ObjectNode) notice;
		CARRIED.stream().filter(record::has).forEach((name) -> all.set(name, record.get(name)));
		return RecordJson.bytes(all);
	}

	/**
	 * Have notices made that are committed.
	 */
	static void wake(DurableStore store, List<DurableCall> notices) {
		Set<Partition> partitions = notices.stream().map(DurableCall::partitionKey).collect(Collectors.toSet());
		if (!partitions.isEmpty()) {
			store.waker().wake(partitions);
		}
	}

}
