package io.github.signals.test;

import java.util.List;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

import io.github.signals.Delivery;

/**
 * Assertions about the calls of one receiver. Each failure lists what did happen.
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
	 * Look only at the calls for an entity, of which there may be none. A call with a
	 * list is one for each entity of the list.
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
	 * Assert how often the receiver was called, whether it has returned or failed.
	 * @param times the number of calls
	 * @return this
	 */
	public ReceiverAssert ran(int times) {
		if (this.actual.size() != times) {
			throw failed(this.actual.size() + " calls instead of " + times);
		}
		return this;
	}

	/**
	 * Assert that the receiver was called once for an entity, and look only at this call.
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
	 * Assert that there was a call, and that each was made in a delivery.
	 * @param delivery the delivery
	 * @return this
	 */
	public ReceiverAssert delivered(Delivery delivery) {
		return each("not called " + delivery, (call) -> call.receiver().delivery() == delivery);
	}

	/**
	 * Assert that there was a call, and that each was made {@link Delivery#AFTER_COMMIT}.
	 * @return this
	 */
	public ReceiverAssert afterCommit() {
		return delivered(Delivery.AFTER_COMMIT);
	}

	/**
	 * Assert that there was a call, and that each has returned.
	 * @return this
	 */
	public ReceiverAssert succeeded() {
		return each("not every call has returned", (call) -> call.failure() == null);
	}

	/**
	 * Assert that there was a call, and that each has thrown an exception of a class.
	 * @param type the class of the exception
	 * @return this
	 */
	public ReceiverAssert failedWith(Class<? extends Throwable> type) {
		return each("not every call has thrown " + type.getName(), (call) -> type.isInstance(call.failure()));
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
