package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.oracle.OracleModel.Car;
import io.github.signals.capture.persistence.oracle.OracleModel.Journal;
import io.github.signals.capture.persistence.oracle.OracleModel.Line;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * What the receivers heard, in the words of {@link Expectation}.
 */
final class Heard {

	private static final Set<Class<?>> SENDERS = Set.of(Person.class, Team.class, Tag.class, Vehicle.class,
			Purchase.class, Line.class, Journal.class);

	final Map<String, String> afterCommit = new TreeMap<>();

	final List<String> twice = new ArrayList<>();

	List<String> steps = new ArrayList<>();

	int afterRollback;

	Map<String, Map<String, String>> replayed = new HashMap<>();

	void connect(Signals signals) {
		SENDERS.forEach((sender) -> connect(signals, sender));
		signals.connect(ReceiverSpec.<CollectionChange<?>>of(cast(CollectionChange.class))
			.delivery(Delivery.AFTER_COMMIT)
			.uid("links"), this::links);
	}

	@SuppressWarnings("unchecked")
	private static <T> Class<T> cast(Class<?> type) {
		return (Class<T>) type;
	}

	private <T> void connect(Signals signals, Class<T> sender) {
		String name = sender.getSimpleName();
		signals.connect(ReceiverSpec.postSave(sender).delivery(Delivery.AFTER_COMMIT).uid("saved " + name),
				(saved) -> put(key(saved), describe(saved)));
		signals.connect(ReceiverSpec.postDelete(sender).delivery(Delivery.AFTER_COMMIT).uid("deleted " + name),
				(deleted) -> put(key(deleted), "deleted"));
		signals.connect(ReceiverSpec.postSave(sender).delivery(Delivery.AFTER_ROLLBACK).uid("undone " + name),
				(saved) -> this.afterRollback++);
		signals.connect(ReceiverSpec.postSave(sender).uid("replay " + name).order(-1), this::replay);
		signals.connect(ReceiverSpec.postDelete(sender).uid("replay delete " + name).order(-1),
				(deleted) -> this.replayed.remove(key(deleted)));
	}

	private void put(String key, String line) {
		if (this.afterCommit.put(key, line) != null) {
			this.twice.add(key);
		}
	}

	private void links(CollectionChange<?> change) {
		if (change.attribute().equals("tags")) {
			Map<String, Integer> links = new TreeMap<>();
			change.added().forEach((tag) -> links.put(text(tag), 1));
			change.removed().forEach((tag) -> links.put(text(tag), -1));
			put("person#" + text(change.instance()) + ".tags", links.toString());
		}
	}

	private String describe(PostSave<?> saved) {
		Map<String, String> before = new TreeMap<>();
		Map<String, String> after = new TreeMap<>();
		for (String attribute : saved.changes().attributes()) {
			if (attribute.equals("phones")) {
				phones(key(saved), saved);
				continue;
			}
			put(before, attribute, saved.changes().before(attribute));
			put(after, attribute, saved.changes().after(attribute));
		}
		return saved.created() ? "created " + after : "updated " + Expectation.difference(before, after);
	}

	private void phones(String key, PostSave<?> saved) {
		Map<String, Integer> changes = new TreeMap<>();
		elements(saved.changes().after("phones")).forEach((phone) -> changes.merge(text(phone), 1, Integer::sum));
		elements(saved.changes().before("phones")).forEach((phone) -> changes.merge(text(phone), -1, Integer::sum));
		changes.values().removeIf((count) -> count == 0);
		if (!changes.isEmpty()) {
			put(key + ".phones", changes.toString());
		}
	}

	private static Collection<?> elements(@Nullable Object collection) {
		return (collection instanceof Collection<?> elements) ? elements : List.of();
	}

	private void replay(PostSave<?> saved) {
		this.steps.add("    heard " + key(saved) + " by " + saved.context().origin() + ", "
				+ (saved.created() ? "created" : "updated " + saved.changes().attributes()));
		Map<String, String> state = saved.created() ? new TreeMap<>()
				: new TreeMap<>(this.replayed.getOrDefault(key(saved), Map.of()));
		for (String attribute : saved.changes().attributes()) {
			state.remove(attribute);
			if (!attribute.equals("version") && !attribute.equals("phones")) {
				put(state, attribute, saved.changes().after(attribute));
			}
		}
		this.replayed.put(key(saved), state);
	}

	private static void put(Map<String, String> values, String attribute, @Nullable Object value) {
		if (value != null) {
			values.put(attribute, text(value));
		}
	}

	private static String key(EntitySignal<?> signal) {
		Class<?> sender = (signal.sender() == Car.class) ? Vehicle.class : signal.sender();
		return sender.getSimpleName().toLowerCase(Locale.ROOT) + "#" + text(signal.instance());
	}

	private static String text(@Nullable Object value) {
		if (value instanceof Person person) {
			return String.valueOf(person.id);
		}
		if (value instanceof Team team) {
			return String.valueOf(team.id);
		}
		if (value instanceof Tag tag) {
			return String.valueOf(tag.id);
		}
		if (value instanceof Vehicle vehicle) {
			return String.valueOf(vehicle.id);
		}
		if (value instanceof Purchase purchase) {
			return purchase.code;
		}
		if (value instanceof Line line) {
			return String.valueOf(line.id);
		}
		return (value instanceof Journal journal) ? String.valueOf(journal.id) : Objects.toString(value);
	}

}
