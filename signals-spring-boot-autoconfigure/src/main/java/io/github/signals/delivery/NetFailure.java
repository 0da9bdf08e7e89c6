package io.github.signals.delivery;

import java.util.List;

import io.github.signals.DeleteFailed;
import io.github.signals.FailureSignal;
import io.github.signals.SaveFailed;
import io.github.signals.SignalContext;
import io.github.signals.SignalContext.Origin;

/**
 * Folds what is told of one failed write: first by the persistence context, which knows
 * nothing of the repository that has called it, and then by that repository.
 */
final class NetFailure {

	private NetFailure() {
	}

	/**
	 * Return the first failure, with the call that was to make the write.
	 */
	static JournalEntry of(List<JournalEntry> entries) {
		JournalEntry first = entries.get(0);
		FailureSignal<?> failed = (FailureSignal<?>) first.signal();
		for (JournalEntry entry : entries) {
			if (entry.context().origin() == Origin.REPOSITORY) {
				return (entry != first) ? entry.with(with(failed, entry.context())) : first;
			}
		}
		return first;
	}

	private static FailureSignal<?> with(FailureSignal<?> failed, SignalContext context) {
		return (failed instanceof SaveFailed<?>)
				? new SaveFailed<>(failed.sender(), failed.instance(), failed.cause(), context)
				: new DeleteFailed<>(failed.sender(), failed.instance(), failed.cause(), context);
	}

}
