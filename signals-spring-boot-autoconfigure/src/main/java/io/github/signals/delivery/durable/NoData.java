package io.github.signals.delivery.durable;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps data out of the engine's table: what there is to know is in the calls.
 */
@SuppressWarnings("NullAway") // the engine takes null for no data, and does not say so
final class NoData implements Serializer {

	@Override
	public byte @Nullable [] serialize(@Nullable Object data) {
		return null;
	}

	@Override
	public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
		return null;
	}

}
