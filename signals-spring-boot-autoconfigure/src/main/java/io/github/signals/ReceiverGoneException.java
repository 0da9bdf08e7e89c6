package io.github.signals;

import java.io.Serial;

/**
 * Thrown when a receiver could not be called because its application context is closing
 * and its bean has already been destroyed. In the transaction, it is the cause of a
 * {@link ReceiverException}, so that nothing is saved unheard; after the commit, the
 * {@link ReceiverErrorHandler} is called with it. Calls of {@link Delivery#DURABLE}
 * receivers are still recorded.
 *
 * @since 0.1.0
 */
public class ReceiverGoneException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param beanName the name of the bean
	 */
	public ReceiverGoneException(String beanName) {
		// Many calls may fail like this, and their origin is known.
		super("Bean '" + beanName + "' has been destroyed because the application context is closing", null, true,
				false);
	}

}
