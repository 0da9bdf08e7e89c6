package io.github.signals;

/**
 * A signal about an entity.
 *
 * @param <T> the entity type
 * @since 0.1.0
 */
public sealed interface EntitySignal<T> extends DataSignal<T>
		permits SaveSignal, PreDelete, PostDelete, FailureSignal, PostLoad, CollectionChange {

}
