package io.github.signals.bridge;

import java.io.IOException;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

import io.github.signals.Signals;

/**
 * Signals the requests of a servlet container. It stands before all filters but those
 * that measure and trace requests.
 *
 * @since 0.1.0
 */
public final class ServletRequestFilter extends OncePerRequestFilter implements Ordered {

	private final Signals signals;

	/**
	 * Create a filter.
	 * @param signals sends the signals
	 */
	public ServletRequestFilter(Signals signals) {
		this.signals = signals;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		End end = new End(new RequestSignals(this.signals, request.getMethod()), request, response);
		try {
			end.signals.started();
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException | Error ex) {
			end.failed(ex);
			throw ex;
		}
		finally {
			end.leave();
		}
	}

	/**
	 * The end of a request, which may be later than that of the chain.
	 */
	private static final class End implements AsyncListener {

		private final RequestSignals signals;

		private final HttpServletRequest request;

		private final HttpServletResponse response;

		private @Nullable Object pattern;

		private @Nullable Throwable thrown;

		End(RequestSignals signals, HttpServletRequest request, HttpServletResponse response) {
			this.signals = signals;
			this.request = request;
			this.response = response;
		}

		void failed(@Nullable Throwable thrown) {
			this.thrown = (thrown instanceof ServletException && thrown.getCause() != null) ? thrown.getCause()
					: thrown;
		}

		/**
		 * The pattern is read now: the page of an error has one, too.
		 */
		void leave() {
			this.pattern = this.request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			if (this.thrown == null && this.request.isAsyncStarted()) {
				this.request.getAsyncContext().addListener(this);
			}
			else {
				finish();
			}
		}

		private void finish() {
			Object told = this.request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
			Throwable unanswered = (this.thrown == null && told instanceof Throwable other) ? other : this.thrown;
			int status = this.response.getStatus();
			boolean undecided = this.thrown != null && !this.response.isCommitted();
			this.signals.finished(this.pattern, undecided ? RequestSignals.ERROR : status,
					(unanswered != null) ? unanswered.getClass() : null);
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

		@Override
		public void onError(AsyncEvent event) {
			failed(event.getThrowable());
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// The end follows.
		}

		@Override
		public void onComplete(AsyncEvent event) {
			finish();
		}

	}

}
