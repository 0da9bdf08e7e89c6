package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.SaveSignal;
import io.github.signals.capture.persistence.oracle.OracleModel.Car;
import io.github.signals.capture.persistence.oracle.OracleModel.Gadget;
import io.github.signals.capture.persistence.oracle.OracleModel.Stored;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * What receivers of one delivery heard of one transaction, in the words of
 * {@link Expectation}.
 */
final class Heard {

	private static final Set<String> UNWRITTEN = Set.of("loud", "teamId", "cover");

	private static final boolean STRICT = Kind.chosen().contains(Kind.UNWRITTEN);

	final Map<String, Net> nets = new TreeMap<>();

	final List<String> twice = new ArrayList<>();

	void clear() {
		this.nets.clear();
		this.twice.clear();
	}

	void saved(PostSave<?> saved) {
		String key = key(saved);
		Net net = describe(saved);
		boolean neverEqual = saved.instance() instanceof Gadget && saved.changes().attributes().equals(Set.of("point"));
		if (!(neverEqual && net.values().isEmpty() && !saved.created())) {
			put(key, net);
		}
		if (saved.changes().attributes().contains("phones")) {
			phones(key, saved);
		}
	}

	void deleted(EntitySignal<?> deleted) {
		put(key(deleted), Net.deleted());
	}

	void links(CollectionChange<?> change) {
		if (change.attribute().equals("tags")) {
			Map<String, Integer> links = new TreeMap<>();
			change.added().forEach((tag) -> links.put(text(tag), 1));
			change.removed().forEach((tag) -> links.put(text(tag), -1));
			put(key(change) + ".tags", Net.links(links));
		}
	}

	private void put(String key, Net net) {
		if (this.nets.put(key, net) != null) {
			this.twice.add(key);
		}
	}

	private void phones(String key, PostSave<?> saved) {
		Map<String, Integer> changes = new TreeMap<>();
		elements(saved.changes().after("phones")).forEach((phone) -> changes.merge(text(phone), 1, Integer::sum));
		elements(saved.changes().before("phones")).forEach((phone) -> changes.merge(text(phone), -1, Integer::sum));
		Net links = Net.links(changes);
		if (!saved.created() || !links.values().isEmpty()) {
			put(key + ".phones", links);
		}
	}

	private static Collection<?> elements(@Nullable Object collection) {
		return (collection instanceof Collection<?> elements) ? elements : List.of();
	}

	/**
	 * Describe a save by the attributes that have columns of their own in the row.
	 */
	static Net describe(SaveSignal<?> saved) {
		Map<String, String> values = new TreeMap<>();
		for (String attribute : saved.changes().attributes()) {
			Object before = saved.changes().before(attribute);
			Object after = saved.changes().after(attribute);
			if (attribute.equals("phones") || isUnwritten(saved, attribute) || isNeverEqual(attribute, before, after)) {
				continue;
			}
			if (!saved.created()) {
				values.put(attribute, text(before) + " to " + text(after));
			}
			else if (after != null) {
				values.put(attribute, text(after));
			}
		}
		return saved.created() ? Net.created(values) : Net.updated(values);
	}

	/**
	 * Return whether an attribute has no column of its own. A creation may tell it, as it
	 * tells all.
	 */
	static boolean isUnwritten(SaveSignal<?> saved, String attribute) {
		if (saved.created()) {
			return UNWRITTEN.contains(attribute);
		}
		return !STRICT && (UNWRITTEN.contains(attribute) || attribute.equals("origin"));
	}

	private static boolean isNeverEqual(String attribute, @Nullable Object before, @Nullable Object after) {
		return attribute.equals("point") && text(before).equals(text(after));
	}

	static String key(EntitySignal<?> signal) {
		Class<?> sender = (signal.sender() == Car.class) ? Vehicle.class : signal.sender();
		return sender.getSimpleName().toLowerCase(Locale.ROOT) + "#" + text(signal.instance());
	}

	static String text(@Nullable Object value) {
		return (value instanceof Stored entity) ? String.valueOf(entity.key()) : Objects.toString(value);
	}

}
