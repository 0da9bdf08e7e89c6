/**
 * Measures what a signal costs, beside what else an application could use. Each benchmark
 * checks at its end that its receivers were called as often as they had to be.
 */
@NullMarked
package io.github.signals.benchmarks;

import org.jspecify.annotations.NullMarked;
