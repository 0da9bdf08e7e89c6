package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a history is going to do. Each step has a seed of its own, so that the others stay
 * what they are when one is left out.
 *
 * @param querying whether receivers before saves query
 * @param before whether there are receivers before each save and delete
 * @param beforeCommit whether there are receivers before the commit
 * @param blocks its transactions
 */
record Plan(boolean querying, boolean before, boolean beforeCommit, List<Block> blocks) {

	/**
	 * One transaction.
	 *
	 * @param ending how it ends
	 * @param seed the seed of its ending
	 * @param steps the seeds of its steps
	 */
	record Block(Outcomes.Ending ending, long seed, List<Long> steps) {

	}

	static Plan of(long seed, Set<Kind> kinds) {
		Random random = new Random(seed);
		boolean querying = random.nextInt(3) == 0 && kinds.contains(Kind.QUERYING);
		boolean before = random.nextBoolean() && kinds.contains(Kind.ONCE);
		boolean beforeCommit = random.nextInt(3) == 0 && kinds.contains(Kind.BEFORE_COMMIT);
		List<Block> blocks = new ArrayList<>();
		for (int i = 1 + random.nextInt(4); i > 0; i--) {
			Outcomes.Ending ending = (random.nextInt(5) == 0) ? Outcomes.Ending.OUTSIDE
					: Outcomes.Ending.any(random, kinds);
			int steps = (ending == Outcomes.Ending.OUTSIDE) ? 0 : 1 + random.nextInt(15);
			blocks.add(new Block(ending, random.nextLong(), random.longs(steps).boxed().toList()));
		}
		return new Plan(querying, before, beforeCommit, blocks);
	}

	/**
	 * Return the plans that do a little less.
	 */
	List<Plan> smaller() {
		List<Plan> smaller = new ArrayList<>();
		for (int i = 0; i < this.blocks.size(); i++) {
			Block block = this.blocks.get(i);
			smaller.add(with(i, null));
			for (int j = 0; j < block.steps().size(); j++) {
				List<Long> steps = new ArrayList<>(block.steps());
				steps.remove(j);
				smaller.add(with(i, new Block(block.ending(), block.seed(), steps)));
			}
		}
		smaller.add(new Plan(false, this.before, this.beforeCommit, this.blocks));
		smaller.add(new Plan(this.querying, false, this.beforeCommit, this.blocks));
		smaller.add(new Plan(this.querying, this.before, false, this.blocks));
		smaller.removeIf(this::equals);
		return smaller;
	}

	private Plan with(int index, @Nullable Block block) {
		List<Block> others = new ArrayList<>(this.blocks);
		others.remove(index);
		if (block != null) {
			others.add(index, block);
		}
		return new Plan(this.querying, this.before, this.beforeCommit, others);
	}

}
