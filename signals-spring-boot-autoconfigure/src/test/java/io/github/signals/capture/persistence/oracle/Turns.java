package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.jspecify.annotations.Nullable;

import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.oracle.OracleModel.Gadget;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;

/**
 * What receivers in the transaction heard, turn by turn: replayed, it must lead from what
 * was stored to what is stored now.
 */
final class Turns {

	private static final Set<String> IGNORED = Set.of("version", "phones", "point");

	/** What is stored, as told by what was heard. */
	Map<String, Map<String, String>> replayed = new HashMap<>();

	/** How often receivers before saves and deletes were called, less those after. */
	final Map<String, Integer> balance = new TreeMap<>();

	final List<String> faults = new ArrayList<>();

	final Foretold foretold = new Foretold();

	private List<String> steps = new ArrayList<>();

	void begin(Map<String, Map<String, String>> stored) {
		this.replayed = new HashMap<>(stored);
		this.balance.clear();
		this.faults.clear();
		this.foretold.begin(stored);
	}

	/**
	 * Return what goes back to this moment, when what follows is rolled back.
	 */
	Runnable mark() {
		Map<String, Map<String, String>> replayed = new HashMap<>(this.replayed);
		Map<String, Map<String, String>> foretold = new HashMap<>(this.foretold.replayed);
		return () -> {
			this.replayed = replayed;
			this.foretold.replayed = foretold;
		};
	}

	void writeTo(List<String> steps) {
		this.steps = steps;
	}

	void before(EntitySignal<?> signal) {
		this.steps.add("    heard before: " + Heard.key(signal)
				+ ((signal instanceof PreSave<?> save) ? " " + Heard.describe(save) : ""));
		if (signal instanceof PreSave<?> save) {
			this.foretold.before(save);
		}
		count(signal, (signal instanceof PreSave<?>) ? "saves of " : "deletes of ", 1);
	}

	private void count(EntitySignal<?> signal, String what, int number) {
		this.balance.merge(what + signal.sender().getSimpleName(), number, Integer::sum);
	}

	void saved(PostSave<?> saved) {
		String key = Heard.key(saved);
		this.steps.add("    heard " + key + " by " + saved.context().origin() + ", " + Heard.describe(saved)
				+ (saved.changes().attributes().contains("phones") ? " and phones" : ""));
		count(saved, "saves of ", -1);
		Map<String, String> known = this.replayed.get(key);
		check(saved, key, known);
		this.foretold.saved(key, saved, known);
		Map<String, String> state = (saved.created() || known == null) ? new TreeMap<>() : new TreeMap<>(known);
		for (String attribute : saved.changes().attributes()) {
			Object value = saved.changes().after(attribute);
			if (Heard.isUnwritten(saved, attribute)) {
				continue;
			}
			state.remove(attribute);
			if (value != null && !attribute.equals("version") && !attribute.equals("phones")) {
				state.put(attribute, Heard.text(value));
			}
		}
		this.replayed.put(key, state);
	}

	private void check(PostSave<?> saved, String key, @Nullable Map<String, String> known) {
		if (saved.created() == (known != null)) {
			this.faults.add(key + (saved.created() ? " was created before" : " was not created before"));
		}
		// What an enhanced entity was told, Hibernate writes, whatever it was before, and
		// what has no equals once more.
		boolean rewritten = saved.instance() instanceof SelfDirtinessTracker || saved.instance() instanceof Gadget;
		if (!saved.created() && !rewritten && saved.context().origin() == Origin.FLUSH && saved.changes().isEmpty()) {
			this.faults.add(key + " was updated by a flush without a change");
		}
		if (!saved.created() && known != null) {
			saved.changes().attributes().forEach((attribute) -> check(saved, key + "." + attribute, attribute, known));
		}
	}

	private void check(PostSave<?> saved, String name, String attribute, Map<String, String> known) {
		String before = Heard.text(saved.changes().before(attribute));
		if (!IGNORED.contains(attribute) && !Heard.isUnwritten(saved, attribute)
				&& !Objects.equals(before, String.valueOf(known.get(attribute)))) {
			this.faults.add(name + " was " + known.get(attribute) + " and is said to have been " + before);
		}
	}

	void deleted(EntitySignal<?> deleted) {
		String key = Heard.key(deleted);
		this.steps.add("    heard " + key + " deleted");
		count(deleted, "deletes of ", -1);
		this.foretold.replayed.remove(key);
		if (this.replayed.remove(key) == null) {
			this.faults.add(key + " was deleted and was not there");
		}
	}

	/** What a receiver before saves sets, on each path. */
	static boolean isAsReceiversLeaveIt(String key, Map<String, String> values) {
		boolean team = key.startsWith(Team.class.getSimpleName().toLowerCase(java.util.Locale.ROOT) + "#");
		return !team || Objects.equals(values.get("slug"), "slug of " + values.get("name"));
	}

}
