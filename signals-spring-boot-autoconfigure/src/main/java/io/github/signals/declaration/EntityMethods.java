package io.github.signals.declaration;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds receiver methods in entity classes, as other libraries allow them. An entity is
 * not a bean, so they are never called.
 */
final class EntityMethods {

	private final CandidateClasses candidates = new CandidateClasses();

	private final Set<Class<?>> seen = new HashSet<>();

	/**
	 * Find those of the classes that were not looked at before.
	 * @param types the classes, whose superclasses are looked at too
	 * @return the methods, each with the class that has it
	 */
	Set<String> find(Set<Class<?>> types) {
		Set<String> found = new TreeSet<>();
		for (Class<?> type : types) {
			if (this.seen.add(type) && this.candidates.at(type).receivers()) {
				DeclarationReader.read("", type)
					.forEach((declaration) -> found.add(declaration.describeDeclaredMethod()));
			}
		}
		return found;
	}

}
