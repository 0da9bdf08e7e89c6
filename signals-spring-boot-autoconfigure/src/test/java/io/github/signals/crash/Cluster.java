package io.github.signals.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes, which are killed and started again.
 */
class Cluster implements AutoCloseable {

	private final CrashPlan plan;

	private final CrashDatabase database;

	private final Path logs;

	private final Random random;

	private final List<NodeProcess> nodes = new ArrayList<>();

	private final Set<Integer> killed = new TreeSet<>();

	private int incarnations;

	Cluster(CrashPlan plan, CrashDatabase database, Path logs) throws IOException {
		this.plan = plan;
		this.database = database;
		this.logs = Files.createDirectories(logs);
		this.random = new Random(plan.seed());
	}

	void start() throws IOException {
		for (int node = 0; node < this.plan.nodes(); node++) {
			this.nodes.add(start(node));
		}
	}

	private NodeProcess start(int node) throws IOException {
		return NodeProcess.start(this.plan, node, this.incarnations++, this.database.url(), this.logs);
	}

	/**
	 * Return whether a node has ended that was not told to.
	 */
	boolean isAnyDead() {
		return this.nodes.stream().anyMatch((node) -> !node.process().isAlive());
	}

	/**
	 * Return whether all nodes have begun to write.
	 */
	boolean isReady() {
		return this.nodes.stream().allMatch((node) -> this.database.hasBegun(node.incarnation()));
	}

	void killOne() throws IOException, InterruptedException {
		NodeProcess victim = this.nodes.get(this.random.nextInt(this.nodes.size()));
		victim.kill();
		this.killed.add(victim.incarnation());
		this.nodes.set(victim.node(), start(victim.node()));
	}

	Set<Integer> killed() {
		return this.killed;
	}

	/**
	 * Have the nodes end by themselves.
	 * @return whether all did
	 */
	boolean end() throws IOException, InterruptedException {
		boolean ended = true;
		for (NodeProcess node : this.nodes) {
			node.process().getOutputStream().close();
		}
		for (NodeProcess node : this.nodes) {
			ended &= node.hasEnded();
		}
		return ended;
	}

	@Override
	public void close() {
		this.nodes.forEach((node) -> node.process().destroyForcibly());
	}

}
