package io.github.signals.testing;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.SignalContext;

/**
 * Signals of entities that were never stored, to be sent by hand.
 */
public final class Sent {

	private Sent() {
	}

	public static <T> PreSave<T> saving(T instance) {
		return new PreSave<>(instance.getClass(), instance, false, Changes.none(), new NoContext());
	}

	public static <T> PostSave<T> created(T instance) {
		return new PostSave<>(instance.getClass(), instance, true, Changes.none(), new NoContext());
	}

	public static <T> PostSave<T> updated(T instance, Changes changes) {
		return new PostSave<>(instance.getClass(), instance, false, changes, new NoContext());
	}

	public static <T> PostDelete<T> deleted(T instance) {
		return new PostDelete<>(instance.getClass(), instance, new NoContext());
	}

	private record NoContext() implements SignalContext {

		@Override
		public @Nullable String using() {
			return null;
		}

		@Override
		public @Nullable Object actor() {
			return null;
		}

		@Override
		public Origin origin() {
			return Origin.APPLICATION;
		}

		@Override
		public @Nullable String causedBy() {
			return null;
		}

		@Override
		public boolean imported() {
			return false;
		}

	}

}
