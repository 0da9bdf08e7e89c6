package io.github.signals.capture.persistence.oracle;

import java.util.List;
import java.util.Map;
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

	void run(long seed) {
		this.world.begin(seed);
		this.world.receivers.begin(chance(Kind.QUERYING, 3), chance(Kind.ONCE, 2), chance(Kind.BEFORE_COMMIT, 3));
		for (int i = 1 + this.world.random.nextInt(4); i > 0; i--) {
			if (this.world.oneIn(4)) {
				this.world.beginTransaction();
				this.sessions.outside(this.kinds);
			}
			transaction();
		}
	}

	private boolean chance(Kind kind, int oneIn) {
		return this.world.oneIn(oneIn) && this.kinds.contains(kind);
	}

	private void transaction() {
		this.world.beginTransaction();
		Map<String, Map<String, String>> before = this.world.stored();
		Outcomes.Ending ending = this.outcomes.ending(this.kinds);
		this.world.steps.add("begin");
		boolean committed = this.outcomes.run(ending, () -> {
			for (int i = 1 + this.world.random.nextInt(15); i > 0; i--) {
				step();
			}
		});
		if (committed) {
			this.verdict.committed();
			this.verdict.turns();
		}
		else {
			this.verdict.rolledBack(before, !this.world.pending && !this.world.tainted);
		}
	}

	private void step() {
		Steps.Step step = this.steps.any(this.world.random, false);
		this.world.steps.add(step.name());
		step.action().run();
	}

}
