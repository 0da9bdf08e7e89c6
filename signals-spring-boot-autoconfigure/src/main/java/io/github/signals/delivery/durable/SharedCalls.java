package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;

import io.github.signals.Signal;
import io.github.signals.delivery.durable.json.UnreadableValueException;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Calls in one transaction: one of a receiver that takes a list, or one after the other.
 */
final class SharedCalls {

	/** After this time no more calls are begun, so that slow ones hardly share. */
	static final Duration LONGEST = Duration.ofMillis(50);

	private final CallTools tools;

	private final RegisteredReceiver receiver;

	private final List<ParsedCall> calls;

	private final Duration timeout;

	private final CallOutcome[] outcomes;

	/** Entities of which a call is left, so that those after it are left too. */
	private final Set<String> left = new HashSet<>();

	SharedCalls(CallTools tools, RegisteredReceiver receiver, List<ParsedCall> calls, Duration timeout) {
		this.tools = tools;
		this.receiver = receiver;
		this.calls = calls;
		this.timeout = timeout;
		this.outcomes = new CallOutcome[calls.size()];
		Arrays.fill(this.outcomes, CallOutcome.WAITING);
	}

	/**
	 * Make the calls in a transaction.
	 * @return how each of them has ended, if the transaction is committed
	 */
	CallOutcome[] make(TransactionStatus status) {
		Deadline deadline = Deadline.of(this.tools.timers(), this.timeout);
		if (this.receiver.needs().isBatch()) {
			deadline.limit(this::makeList);
		}
		else {
			makeEach(status, deadline);
		}
		return this.outcomes;
	}

	/**
	 * Remove the records of the calls that have ended, or are about to.
	 */
	private void removeDone() {
		List<DurableCall> done = new ArrayList<>();
		for (int i = 0; i < this.outcomes.length; i++) {
			if (this.outcomes[i] == CallOutcome.DONE) {
				done.add(this.calls.get(i).call());
			}
		}
		if (this.tools.store().shared().remove(done) != done.size()) {
			throw new IllegalStateException("Another node has made some of the calls");
		}
	}

	/**
	 * Leave out the calls whose records are not there, and keep the others from everybody
	 * else.
	 */
	private void lock() {
		Set<Long> there = this.tools.store().shared().lock(this.calls.stream().map(ParsedCall::call).toList());
		for (int i = 0; i < this.outcomes.length; i++) {
			if (!there.contains(this.calls.get(i).call().sequence())) {
				this.outcomes[i] = CallOutcome.LOST;
			}
		}
	}

	private void makeList() {
		List<@Nullable RecordContents> contents = new ArrayList<>();
		for (int i = 0; i < this.outcomes.length; i++) {
			contents.add(read(i));
		}
		Map<String, Object> instances = this.tools.signals().instances(this.calls, contents);
		List<Signal<?>> signals = new ArrayList<>();
		RecordContents last = null;
		for (int i = 0; i < this.outcomes.length; i++) {
			RecordContents own = contents.get(i);
			Signal<?> signal = (own != null) ? signal(i, own, instances.get(this.calls.get(i).call().entity())) : null;
			if (own != null && signal != null) {
				signals.add(signal);
				last = own;
			}
		}
		removeDone();
		if (last != null) {
			this.receiver.invoke(List.copyOf(signals), last.context());
		}
	}

	private void makeEach(TransactionStatus status, Deadline deadline) {
		lock();
		long begun = System.nanoTime();
		for (int i = 0; i < this.outcomes.length && !isOver(i, begun); i++) {
			int place = i;
			deadline.limit(() -> makeOne(place));
			if (status.isRollbackOnly()) {
				throw new UnexpectedRollbackException("The transaction was marked for a rollback");
			}
		}
		removeDone();
	}

	private boolean isOver(int place, long begun) {
		return place > 0 && (System.nanoTime() - begun > LONGEST.toNanos() || this.tools.permits().isStopping()
				|| !this.receiver.isEnabled());
	}

	private void makeOne(int place) {
		RecordContents contents = read(place);
		Signal<?> signal = (contents != null) ? signal(place, contents, null) : null;
		if (contents != null && signal != null) {
			this.receiver.invoke(signal, contents.context());
			// Each call reads its instance anew, and its errors are its own.
			this.tools.entities().flushAndClear();
		}
	}

	/**
	 * Read the record of a call that can share.
	 */
	private @Nullable RecordContents read(int place) {
		ParsedCall parsed = this.calls.get(place);
		if (this.outcomes[place] != CallOutcome.WAITING || this.left.contains(parsed.call().entity())) {
			return null;
		}
		try {
			if (!RecordJson.isUndecided(parsed.record())) {
				return this.tools.payloads().read(parsed.call(), parsed.record());
			}
		}
		catch (ImpossibleCallException | UnreadableValueException ex) {
			// Said when it is called alone
		}
		return leave(place);
	}

	private @Nullable Signal<?> signal(int place, RecordContents contents, @Nullable Object instance) {
		DurableCall call = this.calls.get(place).call();
		try {
			Signal<?> signal = this.left.contains(call.entity()) ? null
					: this.tools.signals().find(this.receiver, call, contents, instance);
			if (signal != null) {
				this.outcomes[place] = CallOutcome.DONE;
				this.tools.notes().attempted(call, this.receiver, signal, contents.context());
				return signal;
			}
		}
		catch (ImpossibleCallException | UnreadableValueException ex) {
			// Said when it is called alone
		}
		return this.left.contains(call.entity()) ? null : leave(place);
	}

	private <T> @Nullable T leave(int place) {
		this.outcomes[place] = CallOutcome.APART;
		this.left.add(this.calls.get(place).call().entity());
		return null;
	}

}
