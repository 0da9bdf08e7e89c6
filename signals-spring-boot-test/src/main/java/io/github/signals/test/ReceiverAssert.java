package io.github.signals.test;

import java.util.List;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

import io.github.signals.Delivery;
import io.github.signals.dispatch.Words;

/**
 * Assertions about the calls of one receiver. A failure lists what actually happened.
 *
 * @since 0.1.0
 */
public final class ReceiverAssert extends AbstractAssert<ReceiverAssert, List<RecordedCall>> {

	private final RecordedSignals recorded;

	private final String subject;

	ReceiverAssert(RecordedSignals recorded, String subject, List<RecordedCall> calls) {
		super(calls, ReceiverAssert.class);
		this.recorded = recorded;
		this.subject = subject;
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
		return new ReceiverAssert(this.recorded, this.subject + " for " + described,
				this.actual.stream().filter((call) -> call.isAbout(entity)).toList())
			.as(this.info.description());
	}

	/**
	 * Assert how many times the receiver was called, whether it returned or failed.
	 * @param times the number of calls
	 * @return this
	 */
	public ReceiverAssert ran(int times) {
		if (this.actual.size() != times) {
			throw failed(Words.count(this.actual.size(), "call") + " instead of " + times);
		}
		return this;
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
		if (this.actual.isEmpty()) {
			throw failed("no call");
		}
		if (!this.actual.stream().allMatch(condition)) {
			throw failed(otherwise);
		}
		return this;
	}

	private AssertionError failed(String what) {
		return failure("%s", this.subject + ": " + what + "\n" + this.recorded);
	}

}
