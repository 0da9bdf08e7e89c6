package io.github.signals.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.signals.dispatch.LeftOut;

/**
 * The last dispatches on this node, and their transactions.
 *
 * @param node what tells this start of this node from others
 * @param size the maximum number of dispatches to remember; {@code 0} for none
 * @param last the version of the last change, to ask for what is newer
 * @param transactions the transactions of the remembered dispatches, from the newest to
 * the oldest
 * @param dispatches the remembered dispatches, from the newest to the oldest
 * @since 0.1.0
 * @see DispatchTrace
 */
@JsonInclude
public record TraceDescriptor(String node, int size, long last, List<TransactionDescriptor> transactions,
		List<DispatchDescriptor> dispatches) implements OperationResponseBody {

	/**
	 * Describe what is newer than a version.
	 * @param since the version, or {@code 0} for everything
	 */
	static TraceDescriptor of(DispatchTrace trace, long since) {
		// First, so that what changes meanwhile is not missed the next time.
		long last = trace.entries().version();
		// A version of the future is one of another start.
		long from = (since > last) ? 0 : since;
		Set<TraceTransaction> transactions = new LinkedHashSet<>();
		Set<TraceTransaction> needed = new HashSet<>();
		List<DispatchDescriptor> dispatches = new ArrayList<>();
		for (TraceEntry entry : trace.entries().ring().entries()) {
			TraceEntry.State news = entry.since(from);
			if (news != null) {
				dispatches.add(DispatchDescriptor.of(news));
			}
			TraceTransaction transaction = entry.transaction();
			if (transaction != null) {
				transactions.add(transaction);
			}
			if (transaction != null && news != null) {
				needed.add(transaction);
			}
		}
		return new TraceDescriptor(trace.node(), trace.size(), last, describe(transactions, needed, from), dispatches);
	}

	/**
	 * Describe transactions that are new, and those of the dispatches that are.
	 */
	private static List<TransactionDescriptor> describe(Set<TraceTransaction> transactions,
			Set<TraceTransaction> needed, long since) {
		List<TransactionDescriptor> described = new ArrayList<>();
		for (TraceTransaction transaction : transactions) {
			TraceTransaction.State news = transaction.since(needed.contains(transaction) ? 0 : since);
			if (news != null) {
				described.add(TransactionDescriptor.of(news));
			}
		}
		return described;
	}

	/**
	 * A transaction in which signals were sent.
	 *
	 * @param id what tells it from others of this node
	 * @param version the version of its last change
	 * @param started when its first signal was sent
	 * @param ended when it ended, or {@code null}
	 * @param outcome {@code ACTIVE}, {@code COMMITTED}, {@code ROLLED_BACK}, or
	 * {@code UNKNOWN} if the answer of the database was lost
	 * @param thread the name of the thread of its first signal
	 * @param name what the application calls it, usually its class and method, or
	 * {@code null}
	 * @param using the bean name of its transaction manager, or {@code null}
	 */
	@JsonInclude
	public record TransactionDescriptor(String id, long version, Instant started, @Nullable Instant ended,
			String outcome, String thread, @Nullable String name, @Nullable String using) {

		static TransactionDescriptor of(TraceTransaction.State state) {
			return new TransactionDescriptor(Long.toString(state.number()), state.version(), state.started(),
					state.ended(), (state.end() != null) ? state.end().name() : "ACTIVE", state.thread(), state.name(),
					state.using());
		}

	}

	/**
	 * A signal, and what has become of its receivers.
	 *
	 * @param number what tells it from others of this node; higher for newer ones
	 * @param version the version of its last change
	 * @param time when the first of its receivers was called, kept or left out
	 * @param signal the name of the signal
	 * @param sender the name of the entity class
	 * @param identifier the identifier of the entity, or {@code null} if it had none yet
	 * @param origin where the change came from
	 * @param causedBy the uid of the receiver that made the change, or {@code null}
	 * @param cause the number of the dispatch that this receiver had heard, if it was
	 * remembered, or {@code null}
	 * @param transaction the transaction, or {@code null} if there was none
	 * @param created whether a row is created, or {@code null} if the signal does not say
	 * @param changed the names of the attributes that have changed, never their values;
	 * {@code null} if they are unknown, because no receiver asks for them
	 * @param scope the scopes in which the change was made
	 * @param outcome {@code SUCCESS}, or {@code FAILURE} if the last call of one of the
	 * receivers has failed
	 * @param milliseconds how long the receivers took in total
	 * @param receivers what has become of its receivers
	 * @param complete whether these are all of them; if there are very many, the first
	 * are listed
	 */
	@JsonInclude
	public record DispatchDescriptor(long number, long version, Instant time, String signal, String sender,
			@Nullable String identifier, String origin, @Nullable String causedBy, @Nullable Long cause,
			@Nullable String transaction, @Nullable Boolean created, @Nullable List<String> changed,
			ScopeDescriptor scope, String outcome, double milliseconds, List<CallDescriptor> receivers,
			boolean complete) {

		static DispatchDescriptor of(TraceEntry.State state) {
			TraceSignal signal = state.signal();
			TraceTransaction transaction = state.transaction();
			return new DispatchDescriptor(state.number(), state.version(), state.time(), signal.name(), signal.sender(),
					signal.identifier(), signal.origin(), signal.causedBy(), signal.cause(),
					(transaction != null) ? Long.toString(transaction.number()) : null, signal.created(),
					state.changed(), new ScopeDescriptor(signal.muted(), signal.importing(), signal.actor()),
					state.failed() ? "FAILURE" : "SUCCESS", state.nanos() / 1e6,
					state.calls().stream().map(CallDescriptor::of).toList(), state.complete());
		}

	}

	/**
	 * The scopes in which a change was made.
	 *
	 * @param muted whether a mute scope was open
	 * @param importing whether an import scope was open
	 * @param actor whether a scope said who makes the change
	 */
	public record ScopeDescriptor(boolean muted, boolean importing, boolean actor) {

	}

	/**
	 * What has become of one receiver of a signal, or of one of its calls.
	 *
	 * @param uid the receiver
	 * @param delivery when and on which thread it runs
	 * @param state {@code RETURNED}, {@code FAILED}, {@code WAITING}, {@code PARKED},
	 * {@code NOT_DELIVERED} or {@code LEFT_OUT}
	 * @param reason why it was left out, or {@code null}
	 * @param time when it was last called, or {@code null}
	 * @param milliseconds how long the last call took, or {@code null}
	 * @param error the class of what the last call threw, or {@code null}
	 * @param thread the name of the thread of the last call, or {@code null}
	 * @param attempt which attempt of a durable call this was, or {@code null}
	 * @param nextAttempt when the next one is due, or {@code null}
	 */
	@JsonInclude
	public record CallDescriptor(String uid, String delivery, String state, @Nullable LeftOut reason,
			@Nullable Instant time, @Nullable Double milliseconds, @Nullable String error, @Nullable String thread,
			@Nullable Integer attempt, @Nullable Instant nextAttempt) {

		static CallDescriptor of(TraceCall call) {
			return new CallDescriptor(call.uid(), call.delivery(), call.state().name(), call.reason(), call.time(),
					(call.nanos() != null) ? call.nanos() / 1e6 : null, call.error(), call.thread(), call.attempt(),
					call.nextAttempt());
		}

	}

}
