package io.github.signals.benchmarks;

/**
 * How long to measure.
 */
enum Extent {

	/** To see that it runs. The figures say nothing. */
	MOMENT,

	/** To see where the figures are: some minutes. */
	SHORT,

	/** For figures to compare: about an hour. */
	FULL;

	int pick(int moment, int brief, int full) {
		return switch (this) {
			case MOMENT -> moment;
			case SHORT -> brief;
			case FULL -> full;
		};
	}

}
