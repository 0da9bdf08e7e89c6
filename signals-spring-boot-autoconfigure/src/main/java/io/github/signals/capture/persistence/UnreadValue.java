package io.github.signals.capture.persistence;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate has in place of a value that nobody has read.
 */
final class UnreadValue {

	private UnreadValue() {
	}

	/**
	 * Return whether a value stands for what is not loaded or has no attribute.
	 */
	static boolean is(@Nullable Object value) {
		return value == LazyPropertyInitializer.UNFETCHED_PROPERTY
				|| value == PropertyAccessStrategyBackRefImpl.UNKNOWN;
	}

}
