package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.signals.CollectionChange;

/**
 * What a declaration must fulfil, given the entities that the application stores.
 */
final class CatalogRules {

	private final EntityCatalog catalog;

	private final Set<Class<?>> types;

	private final boolean nothingStored;

	CatalogRules(EntityCatalog catalog) {
		this.catalog = catalog;
		this.types = catalog.types();
		this.nothingStored = this.types.isEmpty() && catalog.isComplete();
	}

	List<DeclarationProblem> check(ReceiverDeclaration declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (!this.types.isEmpty() && declaration.hearsEntities()) {
			for (Class<?> sender : declaration.senders()) {
				List<Class<?>> stored = stored(sender);
				if (stored.isEmpty()) {
					problems.add(unknownSender(declaration, sender));
				}
				else {
					checkAttributes(declaration, sender, stored, problems);
				}
			}
		}
		return problems;
	}

	/**
	 * Return whether nothing is stored at all, so that a receiver of entities is never
	 * called.
	 */
	boolean neverHears(ReceiverDeclaration declaration) {
		return this.nothingStored && declaration.hearsEntities();
	}

	private List<Class<?>> stored(Class<?> sender) {
		List<Class<?>> stored = new ArrayList<>();
		for (Class<?> type : this.types) {
			if (sender.isAssignableFrom(type)) {
				stored.add(type);
			}
		}
		return stored;
	}

	private DeclarationProblem unknownSender(ReceiverDeclaration declaration, Class<?> sender) {
		Set<String> names = this.types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
		return declaration.problem("The sender " + sender.getName() + " is no class that the application stores.",
				Distance.suggest(sender.getName(), names));
	}

	private void checkCollection(ReceiverDeclaration declaration, String attribute, List<Class<?>> stored,
			List<DeclarationProblem> problems) {
		List<Class<?>> owners = stored.stream().filter((type) -> this.catalog.hasAttribute(type, attribute)).toList();
		if (owners.stream().noneMatch((type) -> this.catalog.isCollection(type, attribute))) {
			problems
				.add(declaration.problem("'changed' names the attribute '" + attribute + "', which is no collection.",
						"Hear PostSave, which tells when an attribute has changed."));
		}
		else if (owners.stream().allMatch((type) -> this.catalog.isMappedByElements(type, attribute))) {
			problems.add(declaration.problem(
					"'changed' names the collection '" + attribute
							+ "', which has no rows of its own: an attribute of its elements maps it.",
					"Hear PostSave and PostDelete of the elements."));
		}
	}

	private void checkAttributes(ReceiverDeclaration declaration, Class<?> sender, List<Class<?>> stored,
			List<DeclarationProblem> problems) {
		for (String attribute : declaration.attributes().changed()) {
			if (stored.stream().noneMatch((type) -> this.catalog.hasAttribute(type, attribute))) {
				Set<String> names = new TreeSet<>();
				stored.forEach((type) -> names.addAll(this.catalog.attributes(type)));
				problems.add(declaration.problem("'changed' names the attribute '" + attribute + "', which "
						+ sender.getName() + " does not have.", Distance.suggest(attribute, names)));
			}
			else if (declaration.hearsOnly(CollectionChange.class)) {
				checkCollection(declaration, attribute, stored, problems);
			}
		}
	}

}
