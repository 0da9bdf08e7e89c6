package io.github.signals.capture.persistence;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;

/**
 * What is known of a write before the flush does it: a repository call has announced it,
 * the entity manager was called, or a receiver has changed the entity that it was called
 * for.
 *
 * @param context who and what leads to the write
 * @param state the entity as it was then; {@code null} where nobody needs it
 * @param signalled whether receivers in the transaction have heard of it
 */
record Announcement(DispatchContext context, @Nullable Snapshot state, boolean signalled) {

}
