package io.github.signals.bridge;

import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import io.github.signals.Signals;

/**
 * Signals the requests of WebFlux, before all other filters.
 *
 * @since 0.1.0
 */
public final class ReactiveRequestFilter implements WebFilter, Ordered {

	private final Signals signals;

	/**
	 * Create a filter.
	 * @param signals sends the signals
	 */
	public ReactiveRequestFilter(Signals signals) {
		this.signals = signals;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.defer(() -> {
			End end = new End(new RequestSignals(this.signals, exchange.getRequest().getMethod().name()), exchange);
			return Mono.fromRunnable(end.signals::started)
				.then(Mono.defer(() -> chain.filter(exchange)))
				.doOnError(end::failed)
				.doFinally(end::finish);
		});
	}

	/**
	 * The end of a request.
	 */
	private static final class End {

		private final RequestSignals signals;

		private final ServerWebExchange exchange;

		private @Nullable Throwable thrown;

		End(RequestSignals signals, ServerWebExchange exchange) {
			this.signals = signals;
			this.exchange = exchange;
		}

		void failed(Throwable thrown) {
			this.thrown = thrown;
		}

		void finish(SignalType type) {
			Object pattern = this.exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			Throwable failure = this.thrown;
			if (failure == null) {
				HttpStatusCode status = this.exchange.getResponse().getStatusCode();
				this.signals.finished(pattern, (status != null) ? status.value() : 200,
						(type == SignalType.CANCEL) ? CancellationException.class : null);
				return;
			}
			int answered = statusOf(failure);
			this.signals.finished(pattern, (answered != 0) ? answered : RequestSignals.ERROR,
					(answered != 0) ? null : failure.getClass());
		}

		/**
		 * Return the status that WebFlux answers an exception with, or {@code 0} if it
		 * does not know the exception.
		 */
		private static int statusOf(Throwable failure) {
			if (failure instanceof ErrorResponse answer) {
				return answer.getStatusCode().value();
			}
			ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(failure.getClass(),
					ResponseStatus.class);
			return (status != null) ? status.code().value() : 0;
		}

	}

}
