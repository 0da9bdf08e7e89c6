package io.github.signals.benchmarks;

/**
 * What every entity of the benchmarks can do.
 */
interface Stored {

	void rename(String name);

	boolean isNamed();

}
