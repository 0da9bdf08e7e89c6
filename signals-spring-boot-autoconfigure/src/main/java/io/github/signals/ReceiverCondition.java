package io.github.signals;

/**
 * A condition under which a receiver hears a signal, written in Java:
 *
 * <pre class="code">
 * class BigOrder implements ReceiverCondition&lt;PostSave&lt;Order&gt;&gt; {
 *
 *     public boolean test(PostSave&lt;Order&gt; saved) {
 *         return saved.instance().getTotal() &gt; 100;
 *     }
 *
 * }
 *
 * &#064;PostSaveReceiver(when = BigOrder.class)
 * void notify(Order order) { ... }
 * </pre>
 *
 * It is asked on the thread of the change, after all other conditions of the receiver:
 * before the call of a receiver in the transaction, and at the end of the transaction for
 * a receiver that hears the net change. For a {@link Delivery#DURABLE} receiver, it is
 * asked when the call is recorded. If it throws, the receiver has failed. Implementations
 * must be thread-safe and must not write.
 *
 * @param <S> the signal type
 * @since 0.1.0
 * @see Receiver#when()
 * @see ReceiverSpec#when(ReceiverCondition)
 * @see ReceiverConditions
 */
@FunctionalInterface
public interface ReceiverCondition<S extends Signal<?>> {

	/**
	 * Return whether the receiver hears a signal.
	 * @param signal the signal
	 * @return whether it is heard
	 */
	boolean test(S signal);

	/**
	 * Return what to call this condition in the description of the receiver and in
	 * messages.
	 * @return the name of the class by default
	 */
	default String describe() {
		String name = getClass().getName();
		int lambda = name.indexOf("$$Lambda");
		String type = (lambda != -1) ? name.substring(0, lambda) : name;
		String simple = type.substring(type.lastIndexOf('.') + 1);
		return (lambda != -1) ? "lambda in " + simple : simple;
	}

}
