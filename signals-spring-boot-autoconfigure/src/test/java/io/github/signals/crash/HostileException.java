package io.github.signals.crash;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * An exception that cannot be asked what it is, or says what no table takes.
 */
final class HostileException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int kind;

	private HostileException(int kind) {
		super("it says \u0000 and \ud800 and \u2026");
		this.kind = kind;
	}

	static HostileException of(int number) {
		return new HostileException(number / 50 % 3);
	}

	@Override
	@SuppressWarnings("NullAway")
	public @Nullable String toString() {
		return switch (this.kind) {
			case 0 -> super.toString();
			case 1 -> throw new IllegalStateException("nobody can tell");
			default -> null;
		};
	}

}
