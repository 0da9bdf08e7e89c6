package io.github.signals;

import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * A signal about an entity. It resolves its generic type from the sender, so that an
 * {@code @EventListener} method can listen for {@code PostSave<Order>} only.
 *
 * @param <T> the entity type
 * @since 0.1.0
 */
public sealed interface EntitySignal<T> extends Signal<T>, ResolvableTypeProvider
		permits PreSave, PostSave, PreDelete, PostDelete, PostLoad, CollectionChange {

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
