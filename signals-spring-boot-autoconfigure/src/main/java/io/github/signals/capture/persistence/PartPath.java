package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.Part;

/**
 * The way from an entity that a receiver hears to the parts that count as it.
 *
 * @param part the path as the receiver knows it
 * @param steps the associations on the way, of which there is at least one
 */
record PartPath(Part part, List<PartStep> steps) {

	/**
	 * Follow a path to its end.
	 * @return all ways that the path consists of; fewer if it cannot be followed
	 */
	static List<PartPath> along(EntityPersister whole, String path) {
		List<PartPath> paths = new ArrayList<>();
		PartPath known = null;
		PartStep step = PartStep.of(whole, path);
		for (int end = 0; step != null; step = (end < path.length()) ? PartStep.of(step.part(), path.substring(end))
				: null) {
			known = then(known, step);
			paths.add(known);
			end += step.attribute().length() + 1;
		}
		return paths;
	}

	/**
	 * Return this way with one step more.
	 */
	static PartPath then(@Nullable PartPath known, PartStep step) {
		if (known == null) {
			return new PartPath(new Part(step.attribute(), step.owned()), List.of(step));
		}
		List<PartStep> steps = new ArrayList<>(known.steps);
		steps.add(step);
		return new PartPath(new Part(known.part.path() + "." + step.attribute(), known.part.owned() && step.owned()),
				List.copyOf(steps));
	}

	PartStep last() {
		return this.steps.get(this.steps.size() - 1);
	}

}
