package io.github.signals.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the cores have done for this process and the database that it has started: where
 * all share a few cores, it says more than the time on the clock.
 */
final class CpuTime {

	private static final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private CpuTime() {
	}

	/**
	 * Return the time that was used up to now by this process and all that it has started
	 * and that still run.
	 * @return the time in microseconds
	 */
	static long now() {
		long started = ProcessHandle.current()
			.descendants()
			.mapToLong((process) -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
			.sum();
		return TimeUnit.NANOSECONDS.toMicros(system.getProcessCpuTime() + started);
	}

}
