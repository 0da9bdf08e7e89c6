package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.delivery.durable.DurableSettings.Retries;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Checks the receivers whose calls are due later than they are recorded.
 */
final class PostponedReceivers {

	private static final Set<Class<?>> MERGEABLE = Set.of(PostSave.class, PostDelete.class);

	private PostponedReceivers() {
	}

	static void check(Collection<RegisteredReceiver> receivers, DurableSettings settings) {
		List<DeclarationProblem> problems = new ArrayList<>();
		receivers.forEach((receiver) -> check(receiver, settings.of(receiver.uid()), problems));
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private static void check(RegisteredReceiver receiver, Retries settings, List<DeclarationProblem> problems) {
		if (!settings.postponed().isMerging()) {
			return;
		}
		if (!settings.postponed().delay().isZero()) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(),
					"Its calls cannot wait both for a time after each change and for a time after the last one:"
							+ " signals.receivers.<uid>.durable.delay and debounce are both set.",
					"Remove one of these settings."));
		}
		if (!MERGEABLE.containsAll(receiver.info().signals())) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(),
					"Only changes of entities can be merged: signals.receivers.<uid>.durable.debounce is for receivers"
							+ " that hear nothing but PostSave and PostDelete.",
					"Remove the setting, or set signals.receivers.<uid>.durable.delay instead."));
		}
		if (receiver.needs().isBatch() || settings.share() > 1) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(),
					"Calls that are merged do not share a transaction: signals.receivers.<uid>.durable.debounce is for"
							+ " receivers that take a single instance or signal, without signals.receivers.<uid>.durable.share.",
					"Take a single instance or signal, or remove one of the settings."));
		}
	}

}
