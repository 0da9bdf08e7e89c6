/**
 * Makes figures of what the runs have measured, and tables of the figures. It knows the
 * benchmarks by name only.
 */
@NullMarked
package io.github.signals.benchmarks.report;

import org.jspecify.annotations.NullMarked;
