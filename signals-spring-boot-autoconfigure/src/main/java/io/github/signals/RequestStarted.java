package io.github.signals;

/**
 * An HTTP request has arrived, on Spring MVC or WebFlux, and nothing has been done for it
 * yet: neither has a security filter let it pass, nor is it known which handler will
 * answer it. What it is about is therefore told only by {@link RequestFinished}.
 * <p>
 * Sent on the thread of the request, outside of any transaction. A receiver that is
 * {@link Delivery#IN_TRANSACTION}, as it is by default, delays the request, and its
 * exception fails it. On WebFlux it must not block: choose {@link Delivery#ASYNC}.
 * <p>
 * Requests are signalled only if a bean method hears them when the application starts, or
 * {@code signals.requests.enabled} is {@code true}.
 *
 * @param method the HTTP method
 * @since 0.1.0
 */
public record RequestStarted(String method) implements Signal<RequestStarted> {

	/**
	 * Return this signal, which is not about an entity.
	 */
	@Override
	public RequestStarted instance() {
		return this;
	}

}
