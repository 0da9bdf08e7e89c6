package io.github.signals.delivery.durable;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps data out of the engine's table: what there is to know of partitions is in the
 * calls, and of back-fills it is read and written in the transactions of their calls. It
 * is only passed on when they begin.
 */
@SuppressWarnings("NullAway") // the engine takes null for no data, and does not say so
final class BeginningData implements Serializer {

	@Override
	public byte @Nullable [] serialize(@Nullable Object data) {
		return (data instanceof byte[] begun) ? begun : null;
	}

	@Override
	public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
		return null;
	}

}
