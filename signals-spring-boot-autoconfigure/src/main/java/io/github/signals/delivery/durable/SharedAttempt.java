package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * One attempt of calls that share a transaction, without savepoints: an error in the
 * middle may have spoiled all of it, so whatever fails rolls back what all have done, and
 * they are repeated one by one. A call that is not as usual is left to be made alone.
 */
final class SharedAttempt {

	private static final Logger logger = LoggerFactory.getLogger(SharedAttempt.class);

	private final CallTools tools;

	private final CallFailures failures;

	private final RegisteredReceiver receiver;

	private final List<DurableCall> calls;

	private final CallOutcome[] outcomes;

	private final Retries retries;

	/** The places of the calls that share. */
	private final List<Integer> places = new ArrayList<>();

	private final List<ParsedCall> sharing = new ArrayList<>();

	private boolean made;

	private boolean begun;

	private @Nullable Throwable failure;

	SharedAttempt(CallTools tools, CallFailures failures, RegisteredReceiver receiver, List<DurableCall> calls) {
		this.tools = tools;
		this.failures = failures;
		this.receiver = receiver;
		this.calls = calls;
		this.outcomes = new CallOutcome[calls.size()];
		this.retries = tools.settings().of(calls.get(0).uid());
		Arrays.fill(this.outcomes, CallOutcome.WAITING);
	}

	CallOutcomes make() {
		choose();
		if (!this.sharing.isEmpty()) {
			try {
				this.tools.contexts().run(this.sharing.get(0).surroundings(), this::attempt);
			}
			catch (Exception | Error ex) {
				endedBy(ex);
			}
		}
		return new CallOutcomes(this.calls, List.of(this.outcomes), this.failure);
	}

	/**
	 * Choose the calls that can share with the first of them. Those of an entity keep
	 * their order.
	 */
	private void choose() {
		Set<String> left = new HashSet<>();
		for (int i = 0; i < this.calls.size(); i++) {
			DurableCall call = this.calls.get(i);
			if (left.contains(call.entity())) {
				continue;
			}
			ParsedCall parsed = parse(i);
			if (parsed != null && (this.sharing.isEmpty() || parsed.canJoin(this.sharing.get(0)))) {
				this.places.add(i);
				this.sharing.add(parsed);
			}
			else {
				left.add(call.entity());
			}
		}
	}

	private @Nullable ParsedCall parse(int place) {
		try {
			return this.tools.parse(this.calls.get(place));
		}
		catch (ImpossibleCallException ex) {
			this.outcomes[place] = CallOutcome.APART;
			return null;
		}
	}

	private void attempt() {
		this.made = true;
		// The last call may begin when the share is about to end.
		TransactionTemplate transaction = CallTools.transaction(this.sharing.get(0).manager(),
				this.retries.timeout().plus(SharedCalls.LONGEST));
		try {
			CallOutcome[] ended = transaction.execute(this::run);
			for (int i = 0; ended != null && i < ended.length; i++) {
				this.outcomes[this.places.get(i)] = ended[i];
			}
		}
		catch (Exception | Error ex) {
			if (this.begun && !this.tools.permits().isInterrupting()) {
				rolledBack(ex);
			}
			else {
				endAll(this.failures.unavailable(this.calls.get(0), ex));
			}
		}
	}

	private CallOutcome[] run(TransactionStatus status) {
		this.begun = true;
		return new SharedCalls(this.tools, this.receiver, this.sharing, this.retries.timeout()).make(status);
	}

	private void rolledBack(Throwable thrown) {
		this.failure = CallFailures.unwrap(thrown);
		logger.info("{} calls of receiver '{}' have shared a transaction that was rolled back ({}), and are repeated"
				+ " one by one", this.sharing.size(), this.receiver.uid(), this.failure.getClass().getName());
		endAll(CallOutcome.APART);
	}

	/**
	 * Something has thrown beside the calls: before them, and they are not made, or after
	 * them.
	 */
	private void endedBy(Throwable thrown) {
		if (!this.made) {
			rolledBack(thrown);
		}
		else {
			logger.error("The thread of receiver '{}' could not be reset after its calls", this.receiver.uid(), thrown);
		}
	}

	private void endAll(CallOutcome outcome) {
		this.places.forEach((place) -> this.outcomes[place] = outcome);
	}

}
