package io.github.signals.dispatch;

import java.util.List;

import io.github.signals.DeleteFailed;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SaveFailed;

/**
 * Which signals of which senders a receiver hears.
 *
 * @param signals the classes of the signals
 * @param senders the entity classes
 */
record Subscription(List<Class<?>> signals, List<Class<?>> senders) {

	private static final List<Class<?>> ROWS = List.of(PreSave.class, PostSave.class, PreDelete.class, PostDelete.class,
			SaveFailed.class, DeleteFailed.class);

	boolean covers(Class<?> signal) {
		return isAssignable(this.signals, signal);
	}

	boolean coversSender(Class<?> sender) {
		return isAssignable(this.senders, sender);
	}

	/**
	 * Return whether saves or deletes of a repository are among them.
	 */
	boolean coversRows() {
		return ROWS.stream().anyMatch(this::covers);
	}

	/**
	 * Return whether deletes matter.
	 * @param netChange whether they do for the net change of what was saved
	 */
	boolean coversDeletes(boolean netChange) {
		return netChange && covers(PostSave.class) || covers(PreDelete.class) || covers(PostDelete.class)
				|| covers(DeleteFailed.class);
	}

	private static boolean isAssignable(List<Class<?>> candidates, Class<?> type) {
		return candidates.stream().anyMatch((candidate) -> candidate.isAssignableFrom(type));
	}

}
