package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.Mute;

/**
 * The scopes that are open: what is muted, whether this is an import, who makes the
 * changes, and on whose behalf. Immutable, so that other threads and contexts of signals
 * take them as they are.
 */
final class Scopes {

	static final Scopes NONE = new Scopes(null, false, null, null);

	static final Scopes IMPORT = new Scopes(null, true, null, null);

	/** A uid that cannot be muted, as none is blank. */
	private static final String NO_RECEIVER = "";

	private final @Nullable Muted muted;

	final boolean importing;

	final @Nullable Object actor;

	final @Nullable Object bearer;

	private Scopes(@Nullable Muted muted, boolean importing, @Nullable Object actor, @Nullable Object bearer) {
		this.muted = muted;
		this.importing = importing;
		this.actor = actor;
		this.bearer = bearer;
	}

	Scopes mute(Mute mute) {
		return new Scopes(new Muted(mute, this.muted), this.importing, this.actor, this.bearer);
	}

	/**
	 * Return the same scopes without those that mute.
	 */
	Scopes unmuted() {
		return (this.muted != null) ? new Scopes(null, this.importing, this.actor, this.bearer) : this;
	}

	Scopes importing() {
		return new Scopes(this.muted, true, this.actor, this.bearer);
	}

	Scopes withActor(Object actor) {
		return new Scopes(this.muted, this.importing, actor, this.bearer);
	}

	Scopes onBehalfOf(@Nullable Object bearer) {
		return new Scopes(this.muted, this.importing, this.actor, bearer);
	}

	/**
	 * Return whether a change is like any other: nobody is muted, it is not imported, and
	 * no scope says who makes it.
	 */
	boolean isPlain() {
		return admitsAll() && this.actor == null;
	}

	/**
	 * Return whether every receiver may hear every signal.
	 */
	boolean admitsAll() {
		return this.muted == null && !this.importing;
	}

	boolean isMuting() {
		return this.muted != null;
	}

	boolean mutesAll() {
		return this.muted != null && this.muted.all;
	}

	/**
	 * Return whether a receiver is not to hear a signal.
	 */
	boolean mutes(String uid, Class<?> sender, Class<?> signal) {
		for (Muted scope = this.muted; scope != null; scope = scope.outer) {
			if (scope.mute.matches(uid, sender, signal)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether no receiver is to hear a signal, whatever its uid.
	 */
	boolean mutes(Class<?> sender, Class<?> signal) {
		return mutes(NO_RECEIVER, sender, signal);
	}

	/**
	 * A mute scope, linked to the one around it.
	 */
	private static final class Muted {

		final Mute mute;

		final @Nullable Muted outer;

		final boolean all;

		Muted(Mute mute, @Nullable Muted outer) {
			this.mute = mute;
			this.outer = outer;
			this.all = mute.isAll() || (outer != null && outer.all);
		}

	}

}
