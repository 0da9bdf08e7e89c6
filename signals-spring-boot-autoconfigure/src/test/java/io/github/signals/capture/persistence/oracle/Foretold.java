package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.PreSave;
import io.github.signals.SaveSignal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;

/**
 * What receivers before saves were told: with what these have set themselves, replayed
 * whenever a save is heard of, it must lead to what is stored, too.
 */
final class Foretold {

	private static final Set<String> IGNORED = Set.of("version", "phones");

	/** What may have no identifier before it is saved by a cascade. */
	private static final Set<String> ASSOCIATIONS = Set.of("team", "purchase", "folder", "document");

	private static final String UNCHANGED = "unchanged";

	/** What is stored, as it was told before it was written. */
	Map<String, Map<String, String>> replayed = new HashMap<>();

	final List<String> faults = new ArrayList<>();

	private final Map<Object, Save> saves = new IdentityHashMap<>();

	void begin(Map<String, Map<String, String>> stored) {
		this.replayed = new HashMap<>(stored);
		this.saves.clear();
		this.faults.clear();
	}

	/**
	 * The first of the receivers is called.
	 */
	void before(PreSave<?> save) {
		this.saves.put(save.instance(), new Save(save, new TreeMap<>()));
	}

	/**
	 * The last of the receivers is called.
	 */
	void prepared(PreSave<?> save) {
		Save known = this.saves.get(save.instance());
		if (known != null && save.instance() instanceof Team team) {
			known.set.put("slug", team.slug);
			known.set.put("saves", String.valueOf(team.saves));
		}
	}

	/**
	 * A save is heard of.
	 * @param key names the entity
	 * @param stored what was told to be stored before it
	 */
	void saved(String key, PostSave<?> saved, @Nullable Map<String, String> stored) {
		Save save = take(key, saved);
		Map<String, String> written = describe(saved, saved);
		if (save != null) {
			Map<String, String> told = describe(save.signal, saved);
			told.putAll(save.set);
			compare(key, save, saved, told, written, stored);
			written = told;
		}
		Map<String, String> state = saved.created() ? new TreeMap<>()
				: new TreeMap<>(this.replayed.getOrDefault(key, Map.of()));
		state.putAll(written);
		state.values().removeIf("null"::equals);
		this.replayed.put(key, state);
	}

	private void compare(String key, Save save, PostSave<?> saved, Map<String, String> told,
			Map<String, String> written, @Nullable Map<String, String> stored) {
		if (save.signal.created() != saved.created()) {
			this.faults.add(key + " was told to be " + (save.signal.created() ? "created" : "updated"));
		}
		Map<String, String> expected = new TreeMap<>(told);
		if (!saved.created()) {
			// Never equal to itself.
			expected.remove("point");
			written.remove("point");
		}
		if (!saved.created()) {
			// What a receiver sets may be there already.
			save.set.forEach(
					(attribute, value) -> expected.remove(attribute, (stored != null) ? stored.get(attribute) : null));
			save.signal.changes().attributes().forEach((attribute) -> compareOld(key, attribute, save.signal, saved));
		}
		String phones = phones(save.signal);
		// The merge of a repository may make Hibernate forget that a collection was
		// changed.
		boolean forgotten = saved.context().origin() == Origin.REPOSITORY && phones(saved).equals(UNCHANGED);
		if (!phones.equals(phones(saved)) && !forgotten) {
			this.faults.add(key + ".phones were told to be " + phones + ", and are " + phones(saved));
		}
		if (!expected.equals(written)) {
			this.faults.add(key + " was told to be written as " + expected + ", and is as " + written);
		}
	}

	private static String phones(SaveSignal<?> save) {
		Object before = save.changes().before("phones");
		Object after = save.changes().after("phones");
		boolean changed = save.created() ? !Set.of().equals(after) : save.changes().attributes().contains("phones");
		return changed ? before + " to " + after : UNCHANGED;
	}

	private void compareOld(String key, String attribute, PreSave<?> save, PostSave<?> saved) {
		Changes changes = saved.changes();
		String told = Heard.text(save.changes().before(attribute));
		if (!IGNORED.contains(attribute) && !attribute.equals("point") && changes.attributes().contains(attribute)
				&& !Heard.text(changes.before(attribute)).equals(told)) {
			this.faults.add(key + "." + attribute + " was told to have been " + told);
		}
	}

	/**
	 * Return what was told of a save: of the entity, or of what was merged into it.
	 */
	private @Nullable Save take(String key, PostSave<?> saved) {
		Save own = this.saves.remove(saved.instance());
		List<Object> others = new ArrayList<>();
		this.saves.forEach((instance, save) -> {
			if (save.signal.sender() == saved.sender() && save.isOf(key, own == null)) {
				others.add(instance);
			}
		});
		if (own != null) {
			others.forEach(this.saves::remove);
			return own;
		}
		// Of several that may have been merged into it, nobody knows which one was.
		return (others.size() == 1) ? this.saves.remove(others.get(0)) : null;
	}

	/**
	 * Describe what is written by the attributes that have columns of their own.
	 */
	private static Map<String, String> describe(SaveSignal<?> save, PostSave<?> saved) {
		Map<String, String> values = new TreeMap<>();
		for (String attribute : save.changes().attributes()) {
			Object value = save.changes().after(attribute);
			Object known = ASSOCIATIONS.contains(attribute) && value == null ? saved.changes().after(attribute) : value;
			if (!IGNORED.contains(attribute) && !Heard.isUnwritten(save, attribute)
					&& (known != null || !saved.created())) {
				values.put(attribute, Heard.text(known));
			}
		}
		return values;
	}

	private record Save(PreSave<?> signal, Map<String, String> set) {

		/**
		 * Return whether it is of an entity, or may be: what is merged may have no
		 * identifier yet.
		 */
		boolean isOf(String key, boolean orMayBe) {
			String own = Heard.key(this.signal);
			return own.equals(key) || orMayBe && own.endsWith("#" + Objects.toString(null));
		}

	}

}
