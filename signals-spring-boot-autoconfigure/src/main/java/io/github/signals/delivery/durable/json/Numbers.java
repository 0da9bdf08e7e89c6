package io.github.signals.delivery.durable.json;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * Makes what was written fit a type that is another one by now, if nothing is lost.
 */
final class Numbers {

	/** Longer ones are not read: they would take all memory. */
	private static final int MAX_ZEROS = 10_000;

	private Numbers() {
	}

	static @Nullable Object conform(@Nullable Object value, ValueType type, String found) {
		if (value == null || type.accepts(value)) {
			return value;
		}
		Object number = (value instanceof Number of) ? convert(of, type.declared()) : null;
		if (number == null) {
			throw type.unreadable(found + ((value instanceof Number) ? " that is out of range" : ""));
		}
		return number;
	}

	private static @Nullable Number convert(Number number, Class<?> type) {
		try {
			return exact(new BigDecimal(number.toString()), type);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable Number exact(BigDecimal number, Class<?> type) {
		if (type == Integer.class) {
			return number.intValueExact();
		}
		if (type == Long.class) {
			return number.longValueExact();
		}
		if (type == Short.class) {
			return number.shortValueExact();
		}
		if (type == Byte.class) {
			return number.byteValueExact();
		}
		if (type == BigInteger.class) {
			return (number.scale() >= -MAX_ZEROS) ? number.toBigIntegerExact() : null;
		}
		return (type == BigDecimal.class) ? number : exactBinary(number, type);
	}

	private static @Nullable Number exactBinary(BigDecimal number, Class<?> type) {
		Number value = (type == Float.class) ? (Number) number.floatValue() : (Number) number.doubleValue();
		boolean binary = type == Double.class || type == Float.class;
		return (binary && new BigDecimal(value.toString()).compareTo(number) == 0) ? value : null;
	}

}
