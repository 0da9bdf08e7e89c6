/**
 * Application contexts that are closed while they are used: what is committed meanwhile
 * is heard, recorded, or named as not called.
 */
@NullMarked
package io.github.signals.closing;

import org.jspecify.annotations.NullMarked;
