/**
 * An application whose classes are found by a component scan.
 */
@NullMarked
package io.github.signals.applications.scanned;

import org.jspecify.annotations.NullMarked;
