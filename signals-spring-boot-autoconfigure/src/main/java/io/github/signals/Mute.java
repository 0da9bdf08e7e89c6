package io.github.signals;

import java.util.Arrays;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * What is not delivered in a mute scope: everything, or what matches all of the given
 * receivers, senders and signals. Immutable.
 *
 * <pre class="code">
 * signals.mute(Mute.receiver("save_user_profile"), () -&gt; users.save(user));
 * signals.mute(Mute.sender(Order.class).signal(PostSave.class), () -&gt; ...);
 * </pre>
 *
 * @since 0.1.0
 * @see Signals#mute(Mute, Runnable)
 */
public final class Mute {

	private static final Mute ALL = new Mute(Set.of(), Set.of(), Set.of());

	private final Set<String> receivers;

	private final Set<Class<?>> senders;

	private final Set<Class<?>> signals;

	private Mute(Set<String> receivers, Set<Class<?>> senders, Set<Class<?>> signals) {
		this.receivers = receivers;
		this.senders = senders;
		this.signals = signals;
	}

	/**
	 * Mute every receiver.
	 * @return the mute
	 */
	public static Mute all() {
		return ALL;
	}

	/**
	 * Mute some receivers. If no receiver has one of the uids, a warning is logged once.
	 * @param uids their uids
	 * @return the mute
	 */
	public static Mute receiver(String... uids) {
		Assert.notEmpty(uids, "'uids' must not be empty");
		return new Mute(Set.copyOf(Arrays.asList(uids)), Set.of(), Set.of());
	}

	/**
	 * Mute signals of some senders and their subtypes.
	 * @param senders the senders
	 * @return the mute
	 */
	public static Mute sender(Class<?>... senders) {
		Assert.notEmpty(senders, "'senders' must not be empty");
		return new Mute(Set.of(), Set.copyOf(Arrays.asList(senders)), Set.of());
	}

	/**
	 * Restrict this mute to some signals. To mute the signals of all senders, use
	 * {@code Mute.all().signal(PreSave.class)}.
	 * @param signals the signal classes
	 * @return a changed copy
	 */
	public Mute signal(Class<?>... signals) {
		Assert.notEmpty(signals, "'signals' must not be empty");
		return new Mute(this.receivers, this.senders, Set.copyOf(Arrays.asList(signals)));
	}

	/**
	 * Return the receivers that are muted.
	 * @return their uids; empty for every receiver
	 */
	public Set<String> receivers() {
		return this.receivers;
	}

	/**
	 * Return whether everything is muted.
	 * @return whether no receiver, sender or signal is given
	 */
	public boolean isAll() {
		return this.receivers.isEmpty() && this.senders.isEmpty() && this.signals.isEmpty();
	}

	/**
	 * Return whether a receiver is muted for a signal.
	 * @param uid the uid of the receiver
	 * @param sender the sender of the signal
	 * @param signal the class of the signal
	 * @return whether the receiver must not be called
	 */
	public boolean matches(String uid, Class<?> sender, Class<?> signal) {
		return (this.receivers.isEmpty() || this.receivers.contains(uid)) && matches(this.senders, sender)
				&& matches(this.signals, signal);
	}

	private static boolean matches(Set<Class<?>> candidates, Class<?> type) {
		return candidates.isEmpty() || candidates.stream().anyMatch((candidate) -> candidate.isAssignableFrom(type));
	}

}
