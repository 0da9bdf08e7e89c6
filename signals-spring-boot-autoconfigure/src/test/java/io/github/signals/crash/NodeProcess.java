package io.github.signals.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.signals.crash.CrashPlan.Called;

/**
 * One life of a node: a process with a JVM of its own.
 *
 * @param node the number of the node
 * @param incarnation the number of its life, unique among all nodes
 * @param process the process
 */
record NodeProcess(int node, int incarnation, Process process) {

	static NodeProcess start(CrashPlan plan, int node, int incarnation, String url, Path logs) throws IOException {
		List<String> command = new ArrayList<>(jvm());
		command.addAll(List.of("-Dsignals.crash.nodes=" + plan.nodes(), "-Dsignals.crash.orders=" + plan.orders(),
				"-Dsignals.crash.updates=" + plan.updates(), "-Dsignals.crash.deadline=" + plan.deadline().toSeconds(),
				CrashNode.class.getName()));
		command.addAll(settings());
		command.addAll(List.of("--crash.node=" + node, "--crash.incarnation=" + incarnation,
				"--spring.datasource.url=" + url));
		File log = logs.resolve("node-" + node + "-life-" + incarnation + ".log").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
		return new NodeProcess(node, incarnation, process);
	}

	private static List<String> jvm() {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"));
	}

	private static List<String> settings() {
		return List.of("--spring.datasource.hikari.connection-timeout=2000",
				"--spring.datasource.hikari.maximum-pool-size=14", "--spring.jpa.hibernate.ddl-auto=none",
				"--spring.main.banner-mode=off", "--spring.main.web-application-type=none",
				"--spring.jmx.enabled=false", "--signals.durable.threads=" + CrashNode.THREADS,
				"--signals.durable.heartbeat-interval=300ms", "--signals.durable.polling-interval=200ms",
				"--signals.durable.sweep-interval=1s", "--signals.durable.back-off.max=1s",
				"--signals.receivers." + Called.SHARED.uid() + ".durable.share=" + Called.SHARED.most(),
				"--signals.durable.max-attempts=50", "--signals.durable.store-messages=true");
	}

	/**
	 * Kill it with signal 9, in the middle of whatever it does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Wait for it to end by itself.
	 */
	boolean hasEnded() throws InterruptedException {
		return this.process.waitFor(15, TimeUnit.SECONDS);
	}

}
