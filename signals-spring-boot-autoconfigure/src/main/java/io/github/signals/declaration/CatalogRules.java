package io.github.signals.declaration;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.Suggestion;

/**
 * The rules for a declaration, given the entities that the application stores.
 */
final class CatalogRules {

	private final EntityCatalog catalog;

	private final Set<Class<?>> types;

	private final boolean growing;

	private final boolean nothingStored;

	/** Whether a value of a stored class can only be of one of these. */
	private final boolean closed;

	CatalogRules(EntityCatalog catalog) {
		this.catalog = catalog;
		this.types = catalog.types();
		this.growing = catalog.isGrowing();
		this.closed = !this.growing && catalog.hasAllSubclasses();
		this.nothingStored = this.types.isEmpty() && catalog.isComplete();
	}

	/**
	 * Return whether more entities may become known later.
	 */
	boolean isGrowing() {
		return this.growing;
	}

	List<DeclarationProblem> check(Declared declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (!this.types.isEmpty() && declaration.hearsEntities()) {
			for (Class<?> sender : declaration.senders()) {
				check(declaration, sender, problems);
			}
			problems.addAll(checkCondition(declaration));
		}
		return problems;
	}

	/**
	 * Check only what another store cannot change: senders that are classes of an
	 * existing store, or all senders once all stores exist.
	 */
	private void check(Declared declaration, Class<?> sender, List<DeclarationProblem> problems) {
		List<Class<?>> stored = stored(sender);
		if (isCertain(sender, stored)) {
			checkAttributes(declaration, sender, stored, problems);
		}
		else if (stored.isEmpty() && !this.growing) {
			if (this.catalog.embeddables().contains(sender)) {
				problems.add(embeddedSender(declaration, sender));
			}
			else {
				problems.add(unknownSender(declaration, sender));
			}
		}
	}

	private boolean isCertain(Class<?> sender, List<Class<?>> stored) {
		return !stored.isEmpty() && (!this.growing || this.types.contains(sender));
	}

	private List<DeclarationProblem> checkCondition(Declared declaration) {
		boolean certain = declaration.senders()
			.stream()
			.allMatch((sender) -> isCertain(sender, stored(sender)) && !mayBeOfAnotherClass(declaration, sender));
		KnownTypes known = new KnownTypes(certain ? this.types : Set.of(), this.closed ? this.types : Set.of(),
				this.closed ? this.catalog.embeddables() : Set.of());
		ConditionAttributes attributes = certain ? changedAttributes(declaration) : ConditionAttributes.UNKNOWN;
		List<DeclarationProblem> problems = new ArrayList<>(ConditionRules.check(declaration, known, attributes));
		problems.addAll(WhenRules.checkChanges(declaration, attributes));
		return problems;
	}

	private boolean mayBeOfAnotherClass(Declared declaration, Class<?> sender) {
		return sender == Object.class || !this.catalog.hasAllSubclasses()
				&& (Modifier.isAbstract(sender.getModifiers()) || declaration.condition().contains("instanceof"));
	}

	private ConditionAttributes changedAttributes(Declared declaration) {
		return new ChangedAttributes(this.catalog, declaration,
				declaration.senders().stream().flatMap((sender) -> stored(sender).stream()).toList());
	}

	/**
	 * Return whether nothing is stored at all, so that a receiver of entities is never
	 * called.
	 */
	boolean neverHears(Declared declaration) {
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

	private DeclarationProblem unknownSender(Declared declaration, Class<?> sender) {
		Set<String> names = this.types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
		String nearest = Suggestion.nearestLast(sender.getName(), names);
		return declaration.problem("The sender " + sender.getName() + " is not an entity of this application.",
				(nearest != null) ? "Did you mean " + nearest + "?"
						: "Hear an entity, or a superclass or an interface of one.");
	}

	private DeclarationProblem embeddedSender(Declared declaration, Class<?> sender) {
		Map<Class<?>, String> owners = this.catalog.owners(sender);
		String example = owners.keySet()
			.stream()
			.filter((owner) -> owners.keySet().stream().noneMatch((other) -> isAbove(other, owner)))
			.min(Comparator.comparing(Class::getName))
			.map((owner) -> ": sender = " + owner.getSimpleName() + ".class, changed = \""
					+ pathInto(sender, owner, owners.getOrDefault(owner, "")) + "\"")
			.orElse("");
		return declaration.problem(
				"The sender " + sender.getName()
						+ " is not an entity: it is embedded in entities, and it has no signals of its own.",
				"Hear the entity that contains it" + example + ".");
	}

	private static boolean isAbove(Class<?> type, Class<?> other) {
		return type != other && type.isAssignableFrom(other);
	}

	private String pathInto(Class<?> embedded, Class<?> owner, String path) {
		return this.catalog.isEmbedded(owner, path)
				? this.catalog.attributes(embedded).stream().findFirst().map((name) -> path + "." + name).orElse(path)
				: path;
	}

	private void checkCollection(Declared declaration, String attribute, List<Class<?>> stored,
			List<DeclarationProblem> problems) {
		List<Class<?>> owners = stored.stream().filter((type) -> this.catalog.hasAttribute(type, attribute)).toList();
		if (owners.stream().noneMatch((type) -> this.catalog.isCollection(type, attribute))) {
			problems.add(
					declaration.problem("'changed' names the attribute '" + attribute + "', which is not a collection.",
							"Hear PostSave, which reports the attributes that have changed."));
		}
		else if (owners.stream().allMatch((type) -> this.catalog.isMappedByElements(type, attribute))) {
			problems.add(declaration.problem(
					"'changed' names the collection '" + attribute
							+ "', which has no rows of its own: it is mapped by an attribute of its elements.",
					"Hear PostSave and PostDelete of the elements."));
		}
	}

	private void checkAttributes(Declared declaration, Class<?> sender, List<Class<?>> stored,
			List<DeclarationProblem> problems) {
		PartPaths parts = new PartPaths(this.catalog, declaration);
		new PartRules(this.catalog, declaration).check(sender, stored, problems);
		for (String attribute : declaration.changed()) {
			if (parts.owner(stored, attribute) != null) {
				continue;
			}
			if (stored.stream().noneMatch((type) -> this.catalog.hasAttribute(type, attribute))) {
				problems.add(unknownAttribute(declaration, sender, stored, attribute));
			}
			else if (declaration.hearsOnly(CollectionChange.class)) {
				checkCollection(declaration, attribute, stored, problems);
			}
		}
	}

	private DeclarationProblem unknownAttribute(Declared declaration, Class<?> sender, List<Class<?>> stored,
			String attribute) {
		PartPaths paths = new PartPaths(this.catalog, declaration);
		String part = paths.start(stored, attribute);
		if (part != null) {
			Set<Class<?>> parts = paths.ends(stored, part);
			String names = parts.stream().map(Class::getName).sorted().collect(Collectors.joining(" or "));
			return declaration.problem("'changed' names '" + attribute + "', which " + names + " does not have.",
					ChangedAttributes.nearest(attribute.substring(part.length() + 1), parts, this.catalog));
		}
		String known = knownStart(attribute, stored);
		if (known != null) {
			return declaration.problem("'changed' names '" + attribute
					+ "', but a path may only go through embedded values, and '" + known + "' is not one.",
					"Name the attribute itself: changed = \"" + known + "\".");
		}
		return declaration.problem(
				"'changed' names the attribute '" + attribute + "', which " + sender.getName() + " does not have.",
				ChangedAttributes.nearest(attribute, stored, this.catalog));
	}

	/**
	 * Return the attribute at which a path has to end because it is not embedded.
	 */
	private @Nullable String knownStart(String path, List<Class<?>> stored) {
		for (int dot = path.indexOf('.'); dot != -1; dot = path.indexOf('.', dot + 1)) {
			String start = path.substring(0, dot);
			List<Class<?>> having = stored.stream().filter((type) -> this.catalog.hasAttribute(type, start)).toList();
			if (!having.isEmpty() && having.stream().noneMatch((type) -> this.catalog.isEmbedded(type, start))) {
				return start;
			}
		}
		return null;
	}

}
