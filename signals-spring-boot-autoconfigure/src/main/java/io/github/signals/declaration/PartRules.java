package io.github.signals.declaration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.ReceiverParts;

/**
 * Follows the paths of parts through the entities that the application stores.
 */
final class PartRules {

	private final EntityCatalog catalog;

	private final Declared declaration;

	PartRules(EntityCatalog catalog, Declared declaration) {
		this.catalog = catalog;
		this.declaration = declaration;
	}

	/**
	 * Check the parts of a sender.
	 * @param stored the stored classes of the sender
	 */
	void check(Class<?> sender, List<Class<?>> stored, List<DeclarationProblem> problems) {
		for (String path : this.declaration.parts()) {
			if (!path.equals(ReceiverParts.OWNED) && ends(stored, path).isEmpty()) {
				problems.add(problem(sender, stored, path));
			}
		}
	}

	private DeclarationProblem problem(Class<?> sender, List<Class<?>> stored, String path) {
		String start = start(stored, path);
		List<Class<?>> owners = start.isEmpty() ? stored : List.copyOf(ends(stored, start));
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
		while (dot != -1 && ends(stored, path.substring(0, dot)).isEmpty()) {
			dot = path.lastIndexOf('.', dot - 1);
		}
		return (dot != -1) ? path.substring(0, dot) : "";
	}

	/**
	 * Return the classes that a path of associations leads to.
	 */
	private Set<Class<?>> ends(List<Class<?>> owners, String path) {
		Set<Class<?>> found = new LinkedHashSet<>();
		for (Class<?> owner : owners) {
			for (int dot = path.indexOf('.'); dot != -1; dot = path.indexOf('.', dot + 1)) {
				Class<?> part = this.catalog.partType(owner, path.substring(0, dot));
				if (part != null) {
					found.addAll(ends(List.of(part), path.substring(dot + 1)));
				}
			}
			Class<?> part = this.catalog.partType(owner, path);
			if (part != null) {
				found.add(part);
			}
		}
		return found;
	}

	/**
	 * Return the class that has an attribute of a part.
	 * @param path the path of the attribute through parts
	 * @return the class, or {@code null} if the path does not lead through parts that the
	 * receiver hears
	 */
	@Nullable Class<?> owner(List<Class<?>> stored, String path) {
		for (int dot = path.lastIndexOf('.'); dot != -1; dot = path.lastIndexOf('.', dot - 1)) {
			String part = path.substring(0, dot);
			String attribute = path.substring(dot + 1);
			if (isHeard(part)) {
				for (Class<?> end : ends(stored, part)) {
					if (this.catalog.hasAttribute(end, attribute)) {
						return end;
					}
				}
			}
		}
		return null;
	}

	private boolean isHeard(String part) {
		return new ReceiverParts(this.declaration.parts()).contain(part, true);
	}

}
