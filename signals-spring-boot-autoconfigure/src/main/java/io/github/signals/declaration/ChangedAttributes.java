package io.github.signals.declaration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.Suggestion;

/**
 * The attributes of the stored classes that a declaration hears.
 */
final class ChangedAttributes implements ConditionAttributes {

	private final EntityCatalog catalog;

	private final Declared declaration;

	private final List<Class<?>> stored;

	ChangedAttributes(EntityCatalog catalog, Declared declaration, List<Class<?>> stored) {
		this.catalog = catalog;
		this.declaration = declaration;
		this.stored = stored;
	}

	@Override
	public @Nullable DeclarationProblem check(String attribute) {
		if (this.stored.stream().anyMatch((type) -> this.catalog.hasAttribute(type, attribute))
				|| owner(attribute) != null) {
			return null;
		}
		String senders = this.declaration.senders()
			.stream()
			.map(Class::getName)
			.sorted()
			.collect(Collectors.joining(" or "));
		return this.declaration.problem(
				"The condition asks for changes to '" + attribute + "', which " + senders + " does not have.",
				nearest(attribute, this.stored, this.catalog));
	}

	/**
	 * Return the class that has an attribute of a part, whose name may have identifiers.
	 */
	private @Nullable Class<?> owner(String attribute) {
		return new PartPaths(this.catalog, this.declaration).owner(this.stored,
				attribute.replaceAll("\\[[^\\]]*]", ""));
	}

	@Override
	public Class<?> type(String attribute) {
		Set<Class<?>> types = this.stored.stream()
			.filter((type) -> this.catalog.hasAttribute(type, attribute))
			.map((type) -> this.catalog.attributeType(type, attribute))
			.collect(Collectors.toSet());
		return (types.size() == 1) ? types.iterator().next() : Object.class;
	}

	@Override
	public boolean isEmbedded(String attribute) {
		return this.stored.stream().anyMatch((type) -> this.catalog.isEmbedded(type, attribute));
	}

	/**
	 * Say which attribute may have been meant.
	 */
	static String nearest(String attribute, List<Class<?>> stored, EntityCatalog catalog) {
		Set<String> names = new TreeSet<>();
		stored.forEach((type) -> names.addAll(catalog.attributes(type)));
		String nearest = Suggestion.nearest(attribute, names);
		nearest = (nearest != null) ? nearest : Suggestion.nearestLast(attribute, names);
		return (nearest != null) ? "Did you mean " + nearest + "?"
				: "Its attributes are " + String.join(", ", names) + ".";
	}

}
