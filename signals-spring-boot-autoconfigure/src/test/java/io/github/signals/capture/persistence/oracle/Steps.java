package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Steps of one theme.
 */
interface Steps {

	/**
	 * Tell which steps there are.
	 * @param list the list to add them to
	 */
	void addTo(StepList list);

	/**
	 * One thing that a transaction may do.
	 *
	 * @param name the name, to read what has happened
	 * @param weight how often it is taken, beside the others
	 * @param nested whether it may be taken inside a savepoint
	 * @param action what it does
	 */
	record Step(String name, int weight, boolean nested, Runnable action) {

	}

	/**
	 * The steps to take one of.
	 */
	final class StepList {

		private final Set<Kind> kinds;

		private final List<Step> steps = new ArrayList<>();

		StepList(Set<Kind> kinds) {
			this.kinds = kinds;
		}

		/** Add a step that may be taken inside a savepoint too. */
		void anywhere(String name, int weight, Runnable action) {
			this.steps.add(new Step(name, weight, true, action));
		}

		/** Add a step that is only taken outside of savepoints. */
		void outermost(String name, int weight, Runnable action) {
			this.steps.add(new Step(name, weight, false, action));
		}

		/** Add a step of a kind that may have been left out. */
		void of(Kind kind, String name, int weight, Runnable action) {
			if (this.kinds.contains(kind)) {
				outermost(name, weight, action);
			}
		}

		Step any(Random random, boolean nested) {
			List<Step> possible = this.steps.stream().filter((step) -> step.nested() || !nested).toList();
			int left = random.nextInt(possible.stream().mapToInt(Step::weight).sum());
			for (Step step : possible) {
				left -= step.weight();
				if (left < 0) {
					return step;
				}
			}
			throw new IllegalStateException("no step");
		}

	}

}
