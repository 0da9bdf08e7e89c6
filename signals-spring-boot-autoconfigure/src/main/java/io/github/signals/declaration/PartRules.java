package io.github.signals.declaration;

import java.util.List;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.ReceiverParts;

/**
 * The rules for the parts that a declaration names, given the entities that the
 * application stores.
 */
final class PartRules {

	private final EntityCatalog catalog;

	private final Declared declaration;

	private final PartPaths paths;

	PartRules(EntityCatalog catalog, Declared declaration) {
		this.catalog = catalog;
		this.declaration = declaration;
		this.paths = new PartPaths(catalog, declaration);
	}

	/**
	 * Check the parts of a sender.
	 * @param stored the stored classes of the sender
	 */
	void check(Class<?> sender, List<Class<?>> stored, List<DeclarationProblem> problems) {
		for (String path : this.declaration.parts()) {
			if (!path.equals(ReceiverParts.OWNED) && this.paths.ends(stored, path).isEmpty()) {
				problems.add(problem(sender, stored, path));
			}
		}
	}

	private DeclarationProblem problem(Class<?> sender, List<Class<?>> stored, String path) {
		String start = start(stored, path);
		List<Class<?>> owners = start.isEmpty() ? stored : List.copyOf(this.paths.ends(stored, start));
		String rest = start.isEmpty() ? path : path.substring(start.length() + 1);
		if (owners.stream().anyMatch((owner) -> this.catalog.hasAttribute(owner, rest))) {
			return this.declaration.problem(
					"'parts' names '" + path + "' of " + sender.getName() + ", which does not refer to entities.",
					"Remove it: PostSave reports the values of an entity anyway.");
		}
		return this.declaration.problem(
				"'parts' names the association '" + path + "', which " + sender.getName() + " does not have.",
				ChangedAttributes.nearest(rest, owners, this.catalog));
	}

	/**
	 * Return the longest beginning of a path that leads to entities.
	 */
	private String start(List<Class<?>> stored, String path) {
		int dot = path.lastIndexOf('.');
		while (dot != -1 && this.paths.ends(stored, path.substring(0, dot)).isEmpty()) {
			dot = path.lastIndexOf('.', dot - 1);
		}
		return (dot != -1) ? path.substring(0, dot) : "";
	}

}
