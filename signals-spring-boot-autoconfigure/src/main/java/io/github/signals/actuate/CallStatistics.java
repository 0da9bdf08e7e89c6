package io.github.signals.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.CallDecorator;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverKey;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Counts and times the calls of each receiver since the application started. Lock-free.
 *
 * @since 0.1.0
 */
public final class CallStatistics implements CallDecorator {

	private final Map<String, Statistic> receivers = new ConcurrentHashMap<>();

	/**
	 * Create empty statistics.
	 */
	public CallStatistics() {
	}

	@Override
	public ReceiverCall decorate(RegisteredReceiver receiver, ReceiverCall call) {
		Statistic statistic = of(receiver.info());
		return (payload, context) -> statistic.count(call, payload, context);
	}

	Statistic of(ReceiverInfo receiver) {
		return this.receivers.computeIfAbsent(ReceiverKey.of(receiver), (key) -> new Statistic());
	}

	/**
	 * The calls of one receiver.
	 */
	static final class Statistic {

		private final LongAdder calls = new LongAdder();

		private final LongAdder failures = new LongAdder();

		private final LongAdder nanos = new LongAdder();

		private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

		private volatile @Nullable LastError lastError;

		private @Nullable Object count(ReceiverCall call, Object payload, DispatchContext context) throws Exception {
			long start = System.nanoTime();
			try {
				return call.call(payload, context);
			}
			catch (Exception | Error ex) {
				this.failures.increment();
				this.lastError = new LastError(ex.getClass().getName(), Instant.now());
				throw ex;
			}
			finally {
				long time = System.nanoTime() - start;
				this.calls.increment();
				this.nanos.add(time);
				this.longest.accumulate(time);
			}
		}

		long calls() {
			return this.calls.sum();
		}

		long failures() {
			return this.failures.sum();
		}

		Duration mean() {
			long count = calls();
			return Duration.ofNanos((count > 0) ? this.nanos.sum() / count : 0);
		}

		Duration longest() {
			return Duration.ofNanos(this.longest.get());
		}

		@Nullable LastError lastError() {
			return this.lastError;
		}

	}

	/**
	 * The last failure of a receiver. Its message is not kept, because it may contain
	 * data.
	 *
	 * @param type the class of what was thrown
	 * @param time when
	 * @since 0.1.0
	 */
	public record LastError(String type, Instant time) {

	}

}
