package io.github.signals.dispatch;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signal;

/**
 * The receivers of one signal of one sender, in the order of their calls.
 *
 * @since 0.1.0
 */
public final class Route {

	private final RegisteredReceiver[] immediate;

	private final List<RegisteredReceiver> deferred;

	private final boolean asksChanges;

	private final boolean asksCreation;

	private final boolean takesNotes;

	private final boolean asksIds;

	private final boolean asksCause;

	private final @Nullable SignalCounter counter;

	private final @Nullable Consumer<Signal<?>> listener;

	private final @Nullable SignalTrace trace;

	private final List<RegisteredReceiver> disabled;

	private final boolean empty;

	Route(Collection<RegisteredReceiver> receivers, @Nullable SignalCounter counter,
			@Nullable Consumer<Signal<?>> listener) {
		this(receivers, counter, listener, null, List.of());
	}

	Route(Collection<RegisteredReceiver> receivers, @Nullable SignalCounter counter,
			@Nullable Consumer<Signal<?>> listener, @Nullable SignalTrace trace, List<RegisteredReceiver> disabled) {
		this.counter = counter;
		this.listener = listener;
		this.trace = trace;
		this.disabled = disabled;
		this.immediate = receivers.stream()
			.filter((receiver) -> !receiver.delivery().isDeferred())
			.toArray(RegisteredReceiver[]::new);
		this.deferred = receivers.stream().filter((receiver) -> receiver.delivery().isDeferred()).toList();
		this.empty = receivers.isEmpty() && listener == null;
		this.asksChanges = receivers.stream().anyMatch(RegisteredReceiver::asksChanges);
		this.asksCreation = receivers.stream().anyMatch(Route::asksCreation);
		this.takesNotes = receivers.stream().anyMatch((receiver) -> receiver.needs().notes());
		this.asksIds = receivers.stream().anyMatch((receiver) -> receiver.needs().ids());
		this.asksCause = listener != null
				|| receivers.stream().anyMatch((receiver) -> receiver.needs().context() || receiver.asksChanges());
	}

	private static boolean asksCreation(RegisteredReceiver receiver) {
		return receiver.asksChanges() || receiver.needs().created() || receiver.filter().asksCreation();
	}

	/**
	 * Return the same route for one receiver of the end of the transaction alone, or for
	 * none if that one is switched off.
	 */
	Route only(RegisteredReceiver receiver) {
		return new Route(this.deferred.stream().filter((known) -> known == receiver).toList(), this.counter,
				this.listener, this.trace, List.of());
	}

	/**
	 * Return whether nobody hears the signal.
	 * @return whether there is neither a receiver nor a listener
	 */
	public boolean isEmpty() {
		return this.empty;
	}

	boolean hasReceivers() {
		return this.immediate.length > 0 || !this.deferred.isEmpty();
	}

	/**
	 * Return whether somebody hears the signal at once.
	 * @return whether there is a receiver in the transaction, or a listener
	 */
	public boolean hasImmediate() {
		return this.immediate.length > 0 || this.listener != null;
	}

	/**
	 * Return the names of the receivers that run at once.
	 * @return the uids, in the order of the calls
	 */
	public List<String> uids() {
		return Arrays.stream(this.immediate).map(RegisteredReceiver::uid).toList();
	}

	/**
	 * Return the counter of the signals.
	 * @return the counter, or {@code null} if nothing is counted
	 */
	public @Nullable SignalCounter counter() {
		return this.counter;
	}

	/**
	 * Return who notes what becomes of the signals.
	 * @return the trace, or {@code null} if nobody looks
	 */
	public @Nullable SignalTrace trace() {
		return this.trace;
	}

	/**
	 * Return the receivers that are switched off, where somebody looks.
	 * @return the receivers, in order
	 */
	public List<RegisteredReceiver> disabled() {
		return this.disabled;
	}

	/**
	 * Return who only listens.
	 */
	@Nullable Consumer<Signal<?>> listener() {
		return this.listener;
	}

	RegisteredReceiver[] immediate() {
		return this.immediate;
	}

	/**
	 * Return the receivers that run at the end of the transaction.
	 * @return the receivers, in order
	 */
	public List<RegisteredReceiver> deferred() {
		return this.deferred;
	}

	/**
	 * Return whether a receiver asks for the identifiers of the rows that a statement
	 * writes.
	 * @return whether they must be selected
	 */
	public boolean asksIds() {
		return this.asksIds;
	}

	/**
	 * Return the receivers that ask for the identifiers.
	 * @return their descriptions
	 */
	public List<ReceiverInfo> askingIds() {
		return Stream.concat(Arrays.stream(this.immediate), this.deferred.stream())
			.filter((receiver) -> receiver.needs().ids())
			.map(RegisteredReceiver::info)
			.toList();
	}

	/**
	 * Return whether a receiver asks whether a row is created.
	 * @return whether that must be known; so it is if the changes must be
	 */
	public boolean asksCreation() {
		return this.asksCreation;
	}

	/**
	 * Return whether a receiver may ask which entity led to a delete.
	 * @return whether the cause must be known
	 */
	public boolean asksCause() {
		return this.asksCause;
	}

	/**
	 * Return whether a receiver takes the notes of a write.
	 */
	boolean takesNotes() {
		return this.takesNotes;
	}

	/**
	 * Return whether a receiver asks for the changes.
	 * @return whether the changes must be computed
	 */
	public boolean asksChanges() {
		return this.asksChanges;
	}

}
