package io.github.signals.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.assertj.core.api.AssertProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.Signal;
import io.github.signals.dispatch.PendingCalls.Left;

/**
 * The signals and the calls of receivers during one test of a class with
 * {@link RecordSignals}. Take it as a parameter of a JUnit {@code @Test},
 * {@code @BeforeEach} or {@code @AfterEach} method, or as an {@code @Autowired} field.
 * AssertJ's {@code
 * assertThat(recorded)} provides assertions, whose failures list what actually happened.
 * <p>
 * This class is thread-safe. A parameter belongs to the test whose method takes it, on
 * every thread. A field belongs to the test on whose thread it is used. On other threads,
 * including those that Awaitility starts, it belongs to the test that has started the
 * thread, or to the only test that is running.
 * <p>
 * Recording is not a receiver and does not add signals: an entity without receivers is
 * not signalled. If receivers hear an entity only at the end of the transaction,
 * recording costs as much as an {@link Delivery#IN_TRANSACTION IN_TRANSACTION} receiver:
 * the row of the entity may be looked up to determine whether a save creates it.
 *
 * @since 0.1.0
 */
public final class RecordedSignals implements AssertProvider<RecordedSignalsAssert> {

	private final Supplier<TestRecord> current;

	/**
	 * Create it.
	 * @param recorder the recorder
	 */
	@Autowired
	RecordedSignals(SignalsRecorder recorder) {
		this.current = recorder::current;
	}

	private RecordedSignals(TestRecord record) {
		this.current = () -> record;
	}

	static RecordedSignals of(TestRecord record) {
		return new RecordedSignals(record);
	}

	/**
	 * Return the signals of a class in order: those that the application itself sends,
	 * and those for which a receiver is connected, whether or not its conditions are met.
	 * If receivers hear the net change of a transaction, these are the individual changes
	 * that it consists of. Muted changes are not signalled. Of failed saves and deletes,
	 * only the calls of their receivers are recorded.
	 * @param <S> the signal type
	 * @param type the class of the signals, {@link Signal} for all
	 * @return a copy
	 */
	public <S> List<S> signals(Class<S> type) {
		return this.current.get().signals().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Return the completed calls of receivers, in the order in which they completed. A
	 * receiver whose conditions are not met is not called.
	 * @return a copy
	 */
	public List<RecordedCall> calls() {
		return this.current.get().calls();
	}

	/**
	 * Do what a commit of the current transaction would cause, for a test whose
	 * transaction is rolled back: flush, call {@link Delivery#BEFORE_COMMIT
	 * BEFORE_COMMIT} receivers, and then {@link Delivery#AFTER_COMMIT AFTER_COMMIT},
	 * {@link Delivery#ASYNC ASYNC} and {@link Delivery#DURABLE DURABLE} receivers, with
	 * the net change since the beginning of the transaction or the last call of this
	 * method. Nothing is committed.
	 * <p>
	 * All receivers run in the calling thread and in this transaction. They see what the
	 * test has written, and what they write is rolled back with it. Their own changes are
	 * delivered as well, until there are no more; receivers may trigger one another
	 * {@code signals.recursion.max-depth} times. The record of a {@code DURABLE} call is
	 * written and read back, including what {@link CallContext} beans add to it and
	 * restore, but it is not stored. This method therefore fails if the commit or every
	 * attempt of the call would fail. The receiver is called once, in that context, and
	 * with the instance of the test. A transaction that a receiver opens with {@code
	 * REQUIRES_NEW} does not see the changes of the test, and is committed.
	 * {@code @TransactionalEventListener} methods are not called.
	 * <p>
	 * The exception of a receiver is handled as after a commit: it is recorded and
	 * logged, the other receivers are called, and this method returns. If a receiver
	 * throws an exception before the commit, this method fails. No change is delivered
	 * twice, neither by another call nor by a later commit, and
	 * {@link Delivery#AFTER_ROLLBACK AFTER_ROLLBACK} receivers do not hear it when the
	 * test is rolled back. As after a commit, they hear what savepoints have rolled back.
	 * @throws IllegalStateException if there is no transaction on the calling thread
	 */
	public void commit() {
		TestRecord record = this.current.get();
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("There is no transaction on this thread. commit() is for"
					+ " @Transactional tests: without a transaction, every receiver has already been called");
		}
		record.recorder().commit();
	}

	/**
	 * Wait until no {@link Delivery#ASYNC ASYNC} or {@link Delivery#DURABLE DURABLE} call
	 * of this test is left, including those that such calls lead to: until none is queued
	 * or running, and the transaction of each has ended. A {@code DURABLE} call that has
	 * failed is left until its attempts have succeeded or it is parked, so the time
	 * should be longer than the delays between them.
	 * <p>
	 * It does not wait for what does not run by itself: parked calls and those that they
	 * hold back, calls of receivers that are switched off, and what a transaction has not
	 * committed yet. In a test whose transaction is rolled back, use {@link #commit()}.
	 * The outcome of the calls makes no difference: assert it afterwards.
	 * <p>
	 * Calls belong to a test as what is recorded does: those that its own thread has
	 * caused, and those of threads that belong to no test. In the application contexts of
	 * {@code @ContextHierarchy}, the calls of all contexts are awaited. If the
	 * application cannot have such calls, there is nothing to wait for.
	 * @param timeout how long to wait at most
	 * @throws AssertionError if calls are left when the time is over; the message names
	 * their receivers, how many there are, and how often they have failed
	 */
	public void await(Duration timeout) {
		AwaitedCalls calls = this.current.get().awaited();
		String problem = Patience.of(timeout).await(() -> {
			List<Left> left = calls.left();
			return left.isEmpty() ? null : "Calls are left: " + AwaitedCalls.describe(left);
		});
		if (problem != null) {
			throw new AssertionError(problem + "\n" + this);
		}
	}

	/**
	 * Return the calls that are left.
	 */
	List<Left> left() {
		return this.current.get().awaited().left();
	}

	@Override
	public RecordedSignalsAssert assertThat() {
		return new RecordedSignalsAssert(of(this.current.get()));
	}

	List<String> uids() {
		return this.current.get().recorder().uids();
	}

	/**
	 * List the signals and the calls. Of an entity, only the identifier is included.
	 */
	@Override
	public String toString() {
		TestRecord record = this.current.get();
		StringBuilder text = new StringBuilder("Signals:");
		record.signals().forEach((signal) -> text.append("\n  ").append(Entities.describe(signal)));
		text.append(record.signals().isEmpty() ? " none" : "").append("\nCalls:");
		record.calls().forEach((call) -> text.append("\n  ").append(call));
		return text.append(record.calls().isEmpty() ? " none" : "").toString();
	}

}
