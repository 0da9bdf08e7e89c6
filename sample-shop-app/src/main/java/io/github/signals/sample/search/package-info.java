/**
 * Shows a receiver that keeps a search index. It hears an interface, so that it does not
 * know the entities, and none of them knows the index.
 */
@NullMarked
package io.github.signals.sample.search;

import org.jspecify.annotations.NullMarked;
