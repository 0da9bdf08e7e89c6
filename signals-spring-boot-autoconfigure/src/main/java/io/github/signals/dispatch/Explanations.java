package io.github.signals.dispatch;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.DeleteFailed;
import io.github.signals.PostDelete;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SaveFailed;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverExplanation.Outcome;

/**
 * Explains which receivers would run, and why others would not.
 */
final class Explanations {

	private static final List<Class<?>> SIGNALS = List.of(PreSave.class, PostSave.class, CollectionChange.class,
			BulkWrite.class, PreDelete.class, PostDelete.class, SaveFailed.class, DeleteFailed.class, PostLoad.class);

	private final ReceiverRegistry registry;

	Explanations(ReceiverRegistry registry) {
		this.registry = registry;
	}

	List<ReceiverExplanation> of(Class<?> sender, @Nullable Object instance) {
		return this.registry.all()
			.stream()
			.filter((receiver) -> receiver.subscription().coversSender(sender))
			.flatMap((receiver) -> receiver.info()
				.signals()
				.stream()
				.map((signal) -> new ReceiverExplanation(signal, receiver.info(),
						outcome(receiver, signal, sender, instance))))
			.sorted(Comparator.comparingInt((explanation) -> place(explanation.signal())))
			.toList();
	}

	private static int place(Class<?> signal) {
		int index = SIGNALS.indexOf(signal);
		return (index != -1) ? index : SIGNALS.size();
	}

	private static Outcome outcome(RegisteredReceiver receiver, Class<?> signal, Class<?> sender,
			@Nullable Object instance) {
		Scopes open = DispatchScope.current().scopes();
		if (!receiver.info().enabled()) {
			return Outcome.DISABLED;
		}
		if (open.mutes(receiver.uid(), sender, signal)) {
			return Outcome.MUTED;
		}
		if (open.importing && !receiver.filter().imports()) {
			return Outcome.IMPORTING;
		}
		return receiver.filter().explain(signal, instance);
	}

}
