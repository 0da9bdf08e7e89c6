package io.github.signals.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What the cores have done for this process and a database since some time: where all
 * share a few cores, it says more than the time on the clock. The server of the database
 * is not a child of this process, as it is started in the background.
 */
final class CpuTime {

	private static final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private final ProcessHandle server;

	private final long process = system.getProcessCpuTime();

	private final Map<Long, Long> database;

	private CpuTime(ProcessHandle server) {
		this.server = server;
		this.database = database();
	}

	/**
	 * Measure from now on.
	 * @param connection the process of the database that serves a connection
	 */
	static CpuTime start(long connection) {
		return new CpuTime(ProcessHandle.of(connection).flatMap(ProcessHandle::parent).orElseThrow());
	}

	/**
	 * Return what this process and the database have used.
	 * @return the time in microseconds
	 */
	double used() {
		return TimeUnit.NANOSECONDS.toMicros(system.getProcessCpuTime() - this.process) + usedByDatabase();
	}

	/**
	 * Return what the processes of the database have used that still run.
	 * @return the time in microseconds
	 */
	double usedByDatabase() {
		return database().entrySet()
			.stream()
			.mapToLong((used) -> used.getValue() - this.database.getOrDefault(used.getKey(), 0L))
			.sum();
	}

	private Map<Long, Long> database() {
		return Stream.concat(Stream.of(this.server), this.server.descendants())
			.collect(Collectors.toMap(ProcessHandle::pid, CpuTime::microseconds));
	}

	private static long microseconds(ProcessHandle process) {
		return TimeUnit.NANOSECONDS.toMicros(process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
	}

}
