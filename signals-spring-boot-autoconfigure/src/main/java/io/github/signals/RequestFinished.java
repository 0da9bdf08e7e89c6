package io.github.signals;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request has been answered by Spring MVC or WebFlux, also if the answer is an
 * error or was written on another thread. It is sent once for each
 * {@link RequestStarted}. It has neither the path nor a parameter of the request, whose
 * values may be confidential.
 * <p>
 * Sent outside of any transaction, on the thread that has ended the request, which for
 * Spring MVC is that of the request unless its answer was asynchronous. The exception of
 * a receiver is logged and does not change the answer. A receiver may delay the last
 * bytes of the answer, and on WebFlux it must not block: choose {@link Delivery#ASYNC}.
 * <p>
 * Requests are signalled only if a bean method hears them when the application starts, or
 * {@code signals.requests.enabled} is {@code true}.
 *
 * @param method the HTTP method
 * @param pattern the pattern of the handler that matches the path best, such as
 * {@code /orders/{id}}; {@code null} if there was none
 * @param status the status of the answer; that of an exception if nobody has answered it
 * yet
 * @param duration the time since the request has arrived
 * @param exception the class of the exception that no exception handler has answered;
 * {@code null} if there was none. A {@link java.util.concurrent.CancellationException} if
 * the client of WebFlux has gone.
 * @since 0.1.0
 */
public record RequestFinished(String method, @Nullable String pattern, int status, Duration duration,
		@Nullable Class<? extends Throwable> exception) implements Signal<RequestFinished> {

	/**
	 * Return this signal, which is not about an entity.
	 */
	@Override
	public RequestFinished instance() {
		return this;
	}

}
