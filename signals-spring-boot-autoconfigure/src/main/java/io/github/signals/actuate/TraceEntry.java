package io.github.signals.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.EntitySignal;
import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * A signal, and the calls of its receivers.
 */
final class TraceEntry {

	private static final Logger logger = LoggerFactory.getLogger(TraceEntry.class);

	private static final int LONGEST_IDENTIFIER = 200;

	private final TraceKey key;

	private final String signal;

	private final String sender;

	private final @Nullable String identifier;

	private final String origin;

	private final @Nullable String causedBy;

	private final Instant time = Instant.now();

	private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

	private long number;

	TraceEntry(TraceKey key, Signal<?> signal, DispatchContext context) {
		this.key = key;
		this.signal = signal.getClass().getSimpleName();
		this.sender = signal.sender().getName();
		this.identifier = (signal instanceof EntitySignal<?>) ? identifier(signal.instance(), context) : null;
		this.origin = context.origin().name();
		this.causedBy = context.causedBy();
	}

	/**
	 * Return the identifier as text, as the object may be, or refer to, an instance.
	 */
	private static @Nullable String identifier(Object instance, DispatchContext context) {
		try {
			Object id = context.identifiers().of(instance);
			String text = (id != null) ? id.toString() : null;
			return (text == null || text.length() <= LONGEST_IDENTIFIER) ? text
					: text.substring(0, LONGEST_IDENTIFIER) + "…";
		}
		catch (RuntimeException ex) {
			// Observing must not disturb the call.
			logger.debug("Could not determine the identifier of {}", instance.getClass().getName(), ex);
			return null;
		}
	}

	/**
	 * Give it its place among the others, before anybody else sees it.
	 */
	TraceEntry numbered(long number) {
		this.number = number;
		return this;
	}

	static TraceEntry newer(@Nullable TraceEntry one, TraceEntry other) {
		return (one == null || one.number < other.number) ? other : one;
	}

	void add(Call call) {
		this.calls.add(call);
	}

	TraceKey key() {
		return this.key;
	}

	long number() {
		return this.number;
	}

	String signal() {
		return this.signal;
	}

	String sender() {
		return this.sender;
	}

	@Nullable String identifier() {
		return this.identifier;
	}

	String origin() {
		return this.origin;
	}

	@Nullable String causedBy() {
		return this.causedBy;
	}

	Instant time() {
		return this.time;
	}

	List<Call> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * A call that has ended.
	 *
	 * @param uid the receiver
	 * @param delivery when and on which thread it ran
	 * @param nanos how long it took
	 * @param error the class of what it threw, or {@code null}
	 */
	record Call(String uid, String delivery, long nanos, @Nullable String error) {

		static Call of(RegisteredReceiver receiver, long nanos, @Nullable Throwable failure) {
			return new Call(receiver.uid(), receiver.delivery().name(), nanos,
					(failure != null) ? failure.getClass().getName() : null);
		}

	}

}
