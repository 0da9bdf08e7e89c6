package io.github.signals.delivery.durable;

import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How calls have ended that were made one after the other on one thread.
 *
 * @param calls the calls in their order
 * @param outcomes how each of them has ended
 * @param failure what has made them fail together, and is thrown on if it is fatal
 */
record CallOutcomes(List<DurableCall> calls, List<CallOutcome> outcomes, @Nullable Throwable failure) {

	static final CallOutcomes NONE = new CallOutcomes(List.of(), List.of(), null);

	boolean isAny(CallOutcome outcome) {
		return this.outcomes.contains(outcome);
	}

	static CallOutcomes all(List<DurableCall> calls, CallOutcome outcome) {
		return new CallOutcomes(calls, Collections.nCopies(calls.size(), outcome), null);
	}

}
