package io.github.signals.delivery.durable;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import io.github.signals.delivery.durable.json.WithoutData;

/**
 * Tells what was thrown and where, but not what it says.
 */
final class SilentFailure extends Throwable {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String type;

	private SilentFailure(Throwable failure, @Nullable Throwable cause) {
		super(null, cause, false, true);
		this.type = failure.getClass().getName();
		setStackTrace(failure.getStackTrace());
	}

	static Throwable of(Throwable failure, int depth) {
		if (failure instanceof WithoutData) {
			return failure;
		}
		Throwable cause = (depth > 0) ? Causes.of(failure) : null;
		return new SilentFailure(failure, (cause != null) ? of(cause, depth - 1) : null);
	}

	@Override
	public String toString() {
		return this.type;
	}

}
