package io.github.signals.declaration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.ReceiverParts;

/**
 * Follows the paths of parts through the entities that the application stores.
 */
final class PartPaths {

	private final EntityCatalog catalog;

	private final Declared declaration;

	PartPaths(EntityCatalog catalog, Declared declaration) {
		this.catalog = catalog;
		this.declaration = declaration;
	}

	/**
	 * Return the classes that a path of associations leads to.
	 */
	Set<Class<?>> ends(List<Class<?>> owners, String path) {
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

	/**
	 * Return whether an attribute of parts is meant of all of them.
	 * @param path the path of the attribute, with {@code []} in place of identifiers
	 */
	boolean isOfMany(List<Class<?>> owners, String path) {
		for (Class<?> owner : owners) {
			for (int dot = path.indexOf('.'); dot != -1; dot = path.indexOf('.', dot + 1)) {
				String name = path.substring(0, dot);
				String association = name.replace("[]", "");
				Class<?> part = this.catalog.partType(owner, association);
				if (part != null && (association.equals(name) && this.catalog.isCollection(owner, association)
						|| isOfMany(List.of(part), path.substring(dot + 1)))) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return the longest beginning of a path that leads to parts which the receiver
	 * hears.
	 * @return the path of the parts, or {@code null} if it does not lead to any
	 */
	@Nullable String start(List<Class<?>> stored, String path) {
		for (int dot = path.lastIndexOf('.'); dot != -1; dot = path.lastIndexOf('.', dot - 1)) {
			String part = path.substring(0, dot);
			if (isHeard(part) && !ends(stored, part).isEmpty()) {
				return part;
			}
		}
		return null;
	}

	private boolean isHeard(String part) {
		return new ReceiverParts(this.declaration.parts()).contain(part, true);
	}

}
