package io.github.signals.autoconfigure;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

import io.github.signals.dispatch.Suggestion;

/**
 * The keys that exist, according to the classes that they are bound to.
 */
final class KnownKeys {

	private static final String PREFIX = "signals";

	private static final Set<String> SWITCHED = Set.of("true", "on", "yes", "false", "off", "no");

	private final Map<String, KnownKeys> below = new TreeMap<>();

	/** What each key of a map has below it, whatever its name. */
	private @Nullable KnownKeys each;

	private boolean open;

	private KnownKeys() {
	}

	static KnownKeys all() {
		return of(SignalsProperties.class);
	}

	private static KnownKeys of(Class<?> type) {
		KnownKeys keys = new KnownKeys();
		try {
			keys.add(type);
		}
		catch (NoClassDefFoundError ex) {
			// Belongs to an optional part that is absent, whose keys are unknown.
			keys.open = true;
		}
		return keys;
	}

	private void add(Class<?> type) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			if (!property.getName().equals("class")) {
				this.below.put(DataObjectPropertyName.toDashedForm(property.getName()), ofProperty(property));
			}
		}
	}

	private static KnownKeys ofProperty(PropertyDescriptor property) {
		Class<?> type = property.getPropertyType();
		if (isGroup(type)) {
			return of(type);
		}
		KnownKeys keys = new KnownKeys();
		Class<?> value = Map.class.isAssignableFrom(type)
				? ResolvableType.forMethodReturnType(property.getReadMethod()).getGeneric(1).toClass() : Object.class;
		if (isGroup(value)) {
			keys.each = of(value);
		}
		keys.open = keys.each == null && (Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type));
		return keys;
	}

	private static boolean isGroup(Class<?> type) {
		return type.getPackageName().equals(KnownKeys.class.getPackageName()) && !type.isEnum();
	}

	boolean contain(ConfigurationPropertyName name) {
		return known(name, 1) == name.getNumberOfElements();
	}

	/**
	 * Return whether a known key is a group of other keys and has no value.
	 */
	boolean isGroup(ConfigurationPropertyName name) {
		KnownKeys keys = at(name, name.getNumberOfElements());
		return !keys.open && (keys.each != null || !keys.below.isEmpty());
	}

	/**
	 * Return how many elements of a name are known.
	 */
	private int known(ConfigurationPropertyName name, int index) {
		if (index == name.getNumberOfElements() || this.open) {
			return name.getNumberOfElements();
		}
		KnownKeys next = next(name, index);
		return (next != null) ? next.known(name, index + 1) : index;
	}

	private @Nullable KnownKeys next(ConfigurationPropertyName name, int index) {
		if (this.each != null) {
			return this.each;
		}
		String element = name.getElement(index, Form.UNIFORM);
		for (Map.Entry<String, KnownKeys> entry : this.below.entrySet()) {
			if (entry.getKey().replace("-", "").equals(element)) {
				return entry.getValue();
			}
		}
		return null;
	}

	/**
	 * Return what to write instead of a value for a group of keys.
	 */
	String remedyOfGroup(ConfigurationPropertyName name, String value) {
		boolean switched = SWITCHED.contains(value.toLowerCase(Locale.ROOT))
				&& at(name, name.getNumberOfElements()).below.containsKey("enabled");
		return (switched ? "Did you mean '" + asWritten(name) + ".enabled'?" : knownBelow(name));
	}

	/**
	 * Return what to write instead of an unknown key.
	 */
	String remedy(ConfigurationPropertyName name) {
		int index = known(name, 1);
		String dotted = withBrackets(name);
		if (dotted != null) {
			return "A uid that contains dots must be in brackets: '" + dotted + "', and in YAML also in quotes: \""
					+ dotted.substring(dotted.indexOf('['), dotted.indexOf(']') + 1) + "\".";
		}
		String near = nearest(name, index);
		if (near != null) {
			return "Did you mean '" + near + "'?";
		}
		String known = knownBelow(name.chop(index));
		return (index > 1) ? known
				: known + " For the application's own keys, choose a prefix other than '" + PREFIX + "'.";
	}

	private String knownBelow(ConfigurationPropertyName name) {
		KnownKeys keys = at(name, name.getNumberOfElements());
		Collection<String> below = (keys.each != null) ? List.of("<uid>") : keys.below.keySet();
		return below.stream()
			.map((key) -> "'" + asWritten(name) + "." + key + "'")
			.collect(Collectors.joining(", ", "Known keys are ", "."));
	}

	/**
	 * Return a name with the underscores and capital letters that somebody wrote.
	 */
	private static String asWritten(ConfigurationPropertyName name) {
		StringBuilder written = new StringBuilder();
		for (int index = 0; index < name.getNumberOfElements(); index++) {
			String element = name.getElement(index, Form.ORIGINAL);
			boolean indexed = name.chop(index + 1).isLastElementIndexed();
			written.append(indexed ? "[" + element + "]" : (index > 0 ? "." : "") + element);
		}
		return written.toString();
	}

	private KnownKeys at(ConfigurationPropertyName name, int length) {
		KnownKeys keys = this;
		for (int index = 1; index < length; index++) {
			KnownKeys next = keys.next(name, index);
			keys = (next != null) ? next : keys;
		}
		return keys;
	}

	/**
	 * Return the key of a receiver with its uid in brackets, if it has dots and the rest
	 * is known.
	 */
	private @Nullable String withBrackets(ConfigurationPropertyName name) {
		for (int length = 2; length < name.getNumberOfElements() - 1; length++) {
			KnownKeys receiver = at(name, length).each;
			for (int rest = length + 2; receiver != null && rest < name.getNumberOfElements(); rest++) {
				if (receiver.known(name, rest) == name.getNumberOfElements()) {
					return asWritten(name.chop(length)) + "[" + asWritten(name.subName(length).chop(rest - length))
							+ "]." + asWritten(name.subName(rest));
				}
			}
		}
		return null;
	}

	private @Nullable String nearest(ConfigurationPropertyName name, int index) {
		KnownKeys keys = at(name, index);
		if (keys.below.isEmpty()) {
			return asWritten(name.chop(index));
		}
		String near = Suggestion.nearest(name.getElement(index, Form.DASHED), keys.below.keySet());
		if (near != null) {
			ConfigurationPropertyName prefix = name.chop(index).append(near);
			ConfigurationPropertyName whole = (index + 1 < name.getNumberOfElements())
					? prefix.append(name.subName(index + 1)) : prefix;
			return asWritten(contain(whole) ? whole : prefix);
		}
		return elsewhere(name.subName(index).toString());
	}

	/**
	 * Return the only key that ends as one does which is not at its place.
	 */
	private @Nullable String elsewhere(String end) {
		List<String> all = new ArrayList<>();
		collect(PREFIX, all);
		List<String> found = all.stream().filter((key) -> key.endsWith("." + end)).toList();
		return (found.size() == 1) ? found.get(0) : null;
	}

	private void collect(String prefix, List<String> all) {
		this.below.forEach((key, keys) -> {
			all.add(prefix + "." + key);
			keys.collect(prefix + "." + key, all);
		});
	}

}
