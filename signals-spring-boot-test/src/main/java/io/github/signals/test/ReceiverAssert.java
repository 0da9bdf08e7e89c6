package io.github.signals.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.dispatch.PendingCalls.Left;
import io.github.signals.dispatch.Words;

/**
 * Assertions about the calls of one receiver. A failure lists what actually happened.
 *
 * @since 0.1.0
 */
public final class ReceiverAssert extends AbstractAssert<ReceiverAssert, List<RecordedCall>> {

	private final RecordedSignals recorded;

	private final String uid;

	private final String subject;

	private final Supplier<List<RecordedCall>> calls;

	private final @Nullable Patience patience;

	ReceiverAssert(RecordedSignals recorded, String uid, Supplier<List<RecordedCall>> calls) {
		this(recorded, uid, "Receiver '" + uid + "'", calls, calls.get(), null);
	}

	private ReceiverAssert(RecordedSignals recorded, String uid, String subject, Supplier<List<RecordedCall>> calls,
			List<RecordedCall> known, @Nullable Patience patience) {
		super(known, ReceiverAssert.class);
		this.recorded = recorded;
		this.uid = uid;
		this.subject = subject;
		this.calls = calls;
		this.patience = patience;
	}

	/**
	 * Wait for the assertions that follow, for at most five seconds from now.
	 * @return assertions that wait
	 * @see #eventually(Duration)
	 */
	public ReceiverAssert eventually() {
		return eventually(Duration.ofSeconds(5));
	}

	/**
	 * Wait for the assertions that follow: each of them looks again until it holds, and
	 * fails only when the time is over. So they can be made of calls on other threads,
	 * including those that something causes which the library does not know.
	 * <p>
	 * A number of calls is final: {@link #ran(int)} and {@link #ranOnceFor(Object)} also
	 * wait until no call of this receiver is left, and {@link #didNotRun()} until no call
	 * of the test is left at all, as {@link RecordedSignals#await(Duration)} describes. A
	 * call that waits for its next attempt is left.
	 * @param timeout how long to wait, for all of these assertions together
	 * @return assertions that wait
	 */
	public ReceiverAssert eventually(Duration timeout) {
		return new ReceiverAssert(this.recorded, this.uid, this.subject, this.calls, this.actual, Patience.of(timeout))
			.as(this.info.description());
	}

	/**
	 * Restrict the assertions to the calls for an entity. There may be no such call. A
	 * call with a list counts for each entity in the list.
	 * @param entity the entity, or another instance of the same class with the same
	 * identifier
	 * @return assertions about these calls
	 */
	public ReceiverAssert about(Object entity) {
		String described = Entities.describe(entity,
				this.recorded.calls().stream().flatMap((call) -> call.signals().stream()).toList());
		return new ReceiverAssert(this.recorded, this.uid, this.subject + " for " + described,
				() -> about(entity, this.calls.get()), about(entity, this.actual), this.patience)
			.as(this.info.description());
	}

	private static List<RecordedCall> about(Object entity, List<RecordedCall> calls) {
		return calls.stream().filter((call) -> call.isAbout(entity)).toList();
	}

	/**
	 * Assert how many times the receiver was called, whether it returned or failed.
	 * @param times the number of calls
	 * @return this
	 */
	public ReceiverAssert ran(int times) {
		return check(
				(calls) -> (calls.size() != times) ? Words.count(calls.size(), "call") + " instead of " + times : null,
				(left) -> isAfter(left, times));
	}

	/**
	 * Return whether a call that is left could be one more.
	 */
	private boolean isAfter(Left left, int times) {
		return times == 0 || left.uid().equals(this.uid);
	}

	/**
	 * Assert that the receiver was called once for an entity, and restrict the assertions
	 * to this call.
	 * @param entity the entity, or another instance of the same class with the same
	 * identifier
	 * @return assertions about this call
	 */
	public ReceiverAssert ranOnceFor(Object entity) {
		return about(entity).ran(1);
	}

	/**
	 * Assert that the receiver was not called.
	 * @return this
	 */
	public ReceiverAssert didNotRun() {
		return ran(0);
	}

	/**
	 * Assert that the receiver was called, and that each call was made with a delivery.
	 * @param delivery the delivery
	 * @return this
	 */
	public ReceiverAssert delivered(Delivery delivery) {
		return each("not every call was made " + delivery, (call) -> call.receiver().delivery() == delivery);
	}

	/**
	 * Assert that the receiver was called, and that each call was made
	 * {@link Delivery#AFTER_COMMIT}.
	 * @return this
	 */
	public ReceiverAssert afterCommit() {
		return delivered(Delivery.AFTER_COMMIT);
	}

	/**
	 * Assert that the receiver was called, and that each call returned normally.
	 * @return this
	 */
	public ReceiverAssert succeeded() {
		return each("not every call returned normally", (call) -> call.failure() == null);
	}

	/**
	 * Assert that the receiver was called, and that each call threw an exception of a
	 * class.
	 * @param type the class of the exception
	 * @return this
	 */
	public ReceiverAssert failedWith(Class<? extends Throwable> type) {
		return each("not every call threw " + type.getName(), (call) -> type.isInstance(call.failure()));
	}

	private ReceiverAssert each(String otherwise, Predicate<RecordedCall> condition) {
		return check((calls) -> calls.isEmpty() ? "no call" : calls.stream().allMatch(condition) ? null : otherwise,
				(left) -> false);
	}

	/**
	 * Check what holds of the calls.
	 * @param problem says what does not hold, or {@code null}
	 * @param open which of the calls that are left could change that
	 */
	private ReceiverAssert check(Function<List<RecordedCall>, @Nullable String> problem, Predicate<Left> open) {
		String found = (this.patience != null) ? this.patience.await(() -> look(problem, open))
				: problem.apply(this.actual);
		if (found != null) {
			String hint = (this.patience != null) ? hint() : "";
			throw failure("%s", this.subject + ": " + found + hint + "\n" + this.recorded);
		}
		return this;
	}

	private static String hint() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				? ". This thread is in a transaction, which receivers that run after a commit have not heard of yet:"
						+ " in a test that is rolled back, call RecordedSignals.commit() first"
				: "";
	}

	/**
	 * Look once more, first for the calls that are left: those that have ended are
	 * recorded.
	 */
	private @Nullable String look(Function<List<RecordedCall>, @Nullable String> problem, Predicate<Left> open) {
		List<Left> left = this.recorded.left();
		String found = problem.apply(this.calls.get());
		if (found == null && left.stream().noneMatch(open)) {
			return null;
		}
		return ((found != null) ? found : "the number of calls is not final")
				+ (left.isEmpty() ? "" : "; calls are left: " + AwaitedCalls.describe(left));
	}

}
