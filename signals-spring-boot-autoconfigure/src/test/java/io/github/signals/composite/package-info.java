/**
 * Entities with identifiers of several parts, which durable receivers hear.
 */
@NullMarked
package io.github.signals.composite;

import org.jspecify.annotations.NullMarked;
