package io.github.signals.test;

import java.util.List;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

import io.github.signals.Signal;
import io.github.signals.dispatch.Words;

/**
 * Assertions about the signals of one class. A failure lists what actually happened.
 *
 * @since 0.1.0
 */
public final class SignalAssert extends AbstractAssert<SignalAssert, List<? extends Signal<?>>> {

	private final RecordedSignals recorded;

	private final String subject;

	SignalAssert(RecordedSignals recorded, String subject, List<? extends Signal<?>> signals) {
		super(signals, SignalAssert.class);
		this.recorded = recorded;
		this.subject = subject;
	}

	/**
	 * Assert that there was such a signal of a sender, and restrict the assertions to
	 * these signals.
	 * @param sender the class of the entity, or a supertype
	 * @return assertions about these signals
	 */
	public SignalAssert of(Class<?> sender) {
		return only(" of " + sender.getSimpleName(), (signal) -> sender.isAssignableFrom(signal.sender()));
	}

	/**
	 * Assert that there was such a signal about an entity, and restrict the assertions to
	 * these signals.
	 * @param entity the entity, or another instance of the same class with the same
	 * identifier; for signals of the application an instance that is equal to theirs
	 * @return assertions about these signals
	 */
	public SignalAssert about(Object entity) {
		String described = Entities.describe(entity, this.actual);
		return only(" about " + described, (signal) -> Entities.isAbout(signal, entity));
	}

	/**
	 * Assert how many of these signals there were.
	 * @param times the number
	 * @return this
	 */
	public SignalAssert times(int times) {
		if (this.actual.size() != times) {
			throw failure("%s", this.subject + ": " + Words.count(this.actual.size(), "signal") + " instead of " + times
					+ "\n" + this.recorded);
		}
		return this;
	}

	private SignalAssert only(String which, Predicate<Signal<?>> condition) {
		return new SignalAssert(this.recorded, this.subject + which, this.actual.stream().filter(condition).toList())
			.as(this.info.description())
			.isSignalled();
	}

	SignalAssert isSignalled() {
		if (this.actual.isEmpty()) {
			throw failure("%s",
					this.subject + " was not signalled. A change that no receiver hears, or that is muted, is not"
							+ " signalled\n" + this.recorded);
		}
		return this;
	}

}
