package io.github.signals.capture.persistence.oracle;

import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One random history of transactions, checked after each of them.
 */
final class History {

	private final World world;

	private final Verdict verdict;

	private final Steps.StepList steps;

	private final Sessions sessions;

	private final Outcomes outcomes;

	private final Set<Kind> kinds;

	History(World world, Set<Kind> kinds) {
		this.world = world;
		this.kinds = kinds;
		this.verdict = new Verdict(world, kinds);
		this.steps = new Steps.StepList(kinds);
		this.sessions = new Sessions(world, this.verdict);
		this.outcomes = new Outcomes(world, this.verdict, this.steps);
		for (Steps theme : List.of(new Saving(world), new Deleting(world), new Links(world), new Parts(world),
				new Documents(world), this.sessions, this.outcomes)) {
			theme.addTo(this.steps);
		}
	}

	void run(Plan plan) {
		this.world.begin();
		this.world.receivers.begin(plan.querying(), plan.before(), plan.beforeCommit());
		plan.blocks().forEach(this::run);
	}

	private void run(Plan.Block block) {
		this.world.beginTransaction();
		if (block.ending() == Outcomes.Ending.OUTSIDE) {
			this.world.random = new Random(block.seed());
			this.sessions.outside(this.kinds);
			return;
		}
		this.world.steps.add("begin");
		boolean committed = this.outcomes.run(block.ending(), () -> {
			block.steps().forEach(this::step);
			this.world.random = new Random(block.seed());
		});
		if (committed) {
			this.verdict.committedAtLast();
			this.verdict.turns();
		}
		else {
			// The veto comes when everything was flushed.
			boolean flushed = !this.world.pending && !this.world.insertedAtOnce
					|| block.ending() == Outcomes.Ending.VETO;
			this.verdict.rolledBack(flushed && !this.world.tainted);
		}
	}

	private void step(long seed) {
		this.world.random = new Random(seed);
		Steps.Step step = this.steps.any(this.world.random, false);
		this.world.steps.add(step.name());
		step.action().run();
	}

}
