package io.github.signals.dispatch;

/**
 * Gives each signal of a sender its counter, which is looked up once and then kept with
 * the receivers.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SignalCounters {

	/**
	 * Return the counter.
	 * @param signal the class of the signal
	 * @param sender the entity class
	 * @return the counter, the same for the same classes
	 */
	SignalCounter of(Class<?> signal, Class<?> sender);

}
