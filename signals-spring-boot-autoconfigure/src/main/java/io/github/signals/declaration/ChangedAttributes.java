package io.github.signals.declaration;

import java.util.Collection;
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

	/** In the name of a part. */
	private static final String IDENTIFIER = "\\[[^\\]]*]";

	private final EntityCatalog catalog;

	private final Declared declaration;

	private final List<Class<?>> stored;

	private final PartPaths paths;

	ChangedAttributes(EntityCatalog catalog, Declared declaration, List<Class<?>> stored) {
		this.catalog = catalog;
		this.declaration = declaration;
		this.stored = stored;
		this.paths = new PartPaths(catalog, declaration);
	}

	@Override
	public @Nullable DeclarationProblem check(String attribute) {
		if (isOfEntity(attribute) || isOfPart(attribute)) {
			return null;
		}
		String path = attribute.replaceAll(IDENTIFIER, "");
		String part = this.paths.start(this.stored, path);
		if (part != null) {
			Set<Class<?>> parts = this.paths.ends(this.stored, part);
			return unknown(attribute, parts, nearest(path.substring(part.length() + 1), parts, this.catalog));
		}
		return unknown(attribute, this.declaration.senders(), nearest(attribute, this.stored, this.catalog));
	}

	private DeclarationProblem unknown(String attribute, Set<Class<?>> owners, String nearest) {
		String names = owners.stream().map(Class::getName).sorted().collect(Collectors.joining(" or "));
		return this.declaration.problem(
				"The condition asks for changes to '" + attribute + "', which " + names + " does not have.", nearest);
	}

	@Override
	public @Nullable DeclarationProblem checkValue(String attribute) {
		if (!isOfPart(attribute) || !this.paths.isOfMany(this.stored, attribute.replaceAll(IDENTIFIER, "[]"))) {
			return null;
		}
		return this.declaration.problem(
				"The condition asks for the value of '" + attribute + "', which stands for many parts and has none.",
				"Ask only whether it has changed.");
	}

	@Override
	public boolean isOfPart(String attribute) {
		return !isOfEntity(attribute) && this.paths.owner(this.stored, attribute.replaceAll(IDENTIFIER, "")) != null;
	}

	private boolean isOfEntity(String attribute) {
		return this.stored.stream().anyMatch((type) -> this.catalog.hasAttribute(type, attribute));
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
	static String nearest(String attribute, Collection<Class<?>> stored, EntityCatalog catalog) {
		Set<String> names = new TreeSet<>();
		stored.forEach((type) -> names.addAll(catalog.attributes(type)));
		String nearest = Suggestion.nearest(attribute, names);
		nearest = (nearest != null) ? nearest : Suggestion.nearestLast(attribute, names);
		return (nearest != null) ? "Did you mean " + nearest + "?"
				: "Its attributes are " + String.join(", ", names) + ".";
	}

}
