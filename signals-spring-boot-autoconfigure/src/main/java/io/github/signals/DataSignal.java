package io.github.signals;

import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * A signal that the library makes itself, of what is loaded, saved or deleted: of an
 * entity, or of the rows that a statement writes. It resolves its generic type from the
 * sender, so that an {@code @EventListener} method can listen for {@code PostSave<Order>}
 * only.
 *
 * @param <T> the type that the signal is about
 * @since 0.1.0
 */
public sealed interface DataSignal<T> extends Signal<T>, ResolvableTypeProvider permits EntitySignal, BulkWrite {

	@Override
	Class<?> sender();

	/**
	 * Return who and what led to the signal.
	 * @return the context, never {@code null}
	 */
	SignalContext context();

	@Override
	default ResolvableType getResolvableType() {
		return ResolvableType.forClassWithGenerics(getClass(), sender());
	}

}
