/**
 * Connects the capture of repository calls, of whatever store, and checks what is
 * declared for it.
 */
@NullMarked
package io.github.signals.autoconfigure.data;

import org.jspecify.annotations.NullMarked;
