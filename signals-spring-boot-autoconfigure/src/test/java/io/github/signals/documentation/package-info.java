/**
 * Holds the documentation against the code: every block of Java compiles and starts,
 * every table and link is true.
 */
@NullMarked
package io.github.signals.documentation;

import org.jspecify.annotations.NullMarked;
