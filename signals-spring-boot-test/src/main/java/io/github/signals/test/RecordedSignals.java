package io.github.signals.test;

import java.util.List;
import java.util.function.Supplier;

import org.assertj.core.api.AssertProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.Signal;

/**
 * What was signalled, and which receivers were called, during one test of a class with
 * {@link RecordSignals}. A parameter of a JUnit {@code @Test}, {@code @BeforeEach} or
 * {@code @AfterEach} method, or an {@code @Autowired} field. AssertJ's
 * {@code assertThat(recorded)} tells more, and lists what did happen if it fails.
 * <p>
 * Thread-safe. A parameter belongs to the test that it was given to, on every thread. A
 * field belongs to the test on whose thread it is used, and on other threads (those that
 * Awaitility starts among them) to the test that has started the thread or that is the
 * only one to run.
 * <p>
 * Recording is not a receiver, and adds no signal: an entity that no receiver hears makes
 * none. Where receivers hear an entity only at the end of the transaction, recording
 * costs what one {@link Delivery#IN_TRANSACTION IN_TRANSACTION} would: to know whether a
 * save creates a row, that row may be looked up.
 *
 * @since 0.1.0
 */
public final class RecordedSignals implements AssertProvider<RecordedSignalsAssert> {

	private final Supplier<TestRecord> current;

	/**
	 * Create it.
	 * @param recorder who records
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
	 * Return the signals of a class, in their order: those of the application itself, and
	 * those that a connected receiver hears, whether or not its conditions let them pass.
	 * Where receivers hear the net change of a transaction, these are the single changes
	 * that it consists of. What is muted is not signalled.
	 * @param <S> the signal type
	 * @param type the class of the signals, {@link Signal} for all
	 * @return a copy
	 */
	public <S> List<S> signals(Class<S> type) {
		return this.current.get().signals().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Return the calls of receivers that have ended, in the order of their ends. A
	 * receiver whose conditions do not let a signal pass is not called.
	 * @return a copy
	 */
	public List<RecordedCall> calls() {
		return this.current.get().calls();
	}

	/**
	 * Do at this moment what the commit of the current transaction would lead to, for a
	 * test whose transaction is rolled back: flush, call {@link Delivery#BEFORE_COMMIT
	 * BEFORE_COMMIT} receivers, and then {@link Delivery#AFTER_COMMIT AFTER_COMMIT},
	 * {@link Delivery#ASYNC ASYNC} and {@link Delivery#DURABLE DURABLE} receivers, with
	 * the net change since the transaction has begun or since the last call of this
	 * method. Nothing is committed.
	 * <p>
	 * All of them run in the calling thread and in this transaction, so that they see
	 * what the test has written, and so that what they write is rolled back with it. What
	 * they change is delivered as well, until there is nothing left; they may cause one
	 * another {@code signals.recursion.max-depth} times. The record of a {@code DURABLE}
	 * call is written and read with what {@link CallContext} beans add to it and make
	 * current again, and not stored, so that this method fails where the commit or each
	 * attempt of the call would; the receiver is called once, in that context, and with
	 * the instance of the test. What a receiver opens with {@code REQUIRES_NEW} sees
	 * nothing of the test, and is committed. {@code @TransactionalEventListener} methods
	 * are not called.
	 * <p>
	 * A receiver that throws is handled as after a commit: it is recorded and logged, the
	 * others are called, and this method returns; one that throws before the commit makes
	 * this method fail. What was delivered is delivered no second time: neither by
	 * another call, nor by a later commit, and {@link Delivery#AFTER_ROLLBACK
	 * AFTER_ROLLBACK} receivers hear nothing of it when the test is rolled back. They
	 * hear, as after a commit, what savepoints have taken back.
	 * @throws IllegalStateException if there is no transaction on the calling thread
	 */
	public void commit() {
		TestRecord record = this.current.get();
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("There is no transaction on this thread whose commit could be played."
					+ " commit() is for tests that are @Transactional; without a transaction every receiver has"
					+ " already been called");
		}
		record.recorder().commit();
	}

	@Override
	public RecordedSignalsAssert assertThat() {
		return new RecordedSignalsAssert(of(this.current.get()));
	}

	List<String> uids() {
		return this.current.get().recorder().uids();
	}

	/**
	 * List the signals and the calls, without any attribute of an entity but its
	 * identifier.
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
