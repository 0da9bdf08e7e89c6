package io.github.signals.dispatch;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.signals.CallParked;
import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.DeclaredConditions;
import io.github.signals.EntitySignal;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.ReceiverExplanation.Outcome;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;

/**
 * The conditions under which a receiver hears a signal.
 *
 * @param on the kinds of saves, empty for all
 * @param changed the attributes of which one must have changed, empty for any
 * @param condition the expression, or {@code null}
 * @param when the conditions in Java, all of which are required
 * @param imports whether imports are heard
 * @param of the receivers whose parked calls are heard, empty for all
 * @since 0.1.0
 */
public record ReceiverFilter(Set<On> on, Set<String> changed, @Nullable Condition condition, List<TypedCondition> when,
		boolean imports, Set<String> of) {

	/**
	 * Create a filter.
	 * @param on the kinds of saves, empty for all
	 * @param changed the attributes of which one must have changed, empty for any
	 * @param condition the expression, or {@code null}
	 * @param when the conditions in Java, all of which are required
	 * @param imports whether imports are heard
	 * @param of the receivers whose parked calls are heard, empty for all
	 */
	public ReceiverFilter {
		on = on.isEmpty() ? EnumSet.allOf(On.class) : EnumSet.copyOf(on);
		when = List.copyOf(when);
	}

	/**
	 * Create a filter without conditions in Java.
	 * @param on the kinds of saves, empty for all
	 * @param changed the attributes of which one must have changed, empty for any
	 * @param condition the expression, or {@code null}
	 * @param imports whether imports are heard
	 */
	public ReceiverFilter(Set<On> on, Set<String> changed, @Nullable Condition condition, boolean imports) {
		this(on, changed, condition, List.of(), imports, Set.of());
	}

	/**
	 * Return whether what has changed decides.
	 */
	boolean asksChanges() {
		return !this.changed.isEmpty();
	}

	/**
	 * Return whether it decides whether a row is created.
	 */
	boolean asksCreation() {
		return this.on.size() < On.values().length || asksChanges();
	}

	/**
	 * Return whether a signal that meets all other conditions meets the expression and
	 * the conditions in Java, which are evaluated last. Exceptions are propagated.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean meetsExpression(Signal<?> signal) {
		return (this.condition == null || this.condition.matches(signal)) && (this.when.isEmpty() || meetsAll(signal));
	}

	private boolean meetsAll(Signal<?> signal) {
		for (TypedCondition required : this.when) {
			if (!required.matches(signal)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return whether there is a signal that does not pass.
	 */
	boolean isSelective() {
		return this.on.size() < On.values().length || !this.changed.isEmpty() || this.condition != null
				|| !this.when.isEmpty() || !this.of.isEmpty();
	}

	/**
	 * Return the conditions as they were declared.
	 * @param parts the parts that the receiver hears
	 * @param ordered whether the receiver keeps the order of the commits
	 * @return the conditions
	 */
	public DeclaredConditions describe(ReceiverParts parts, boolean ordered) {
		return new DeclaredConditions((this.on.size() < On.values().length) ? List.copyOf(this.on) : List.of(),
				List.copyOf(this.changed), parts.paths(), (this.condition != null) ? this.condition.text() : null,
				Stream.concat(this.of.stream().map((uid) -> "of " + uid), this.when.stream().map(TypedCondition::name))
					.toList(),
				this.imports, ordered);
	}

	/**
	 * Return whether a signal meets the conditions. Exceptions are propagated.
	 * @param signal the signal
	 * @return whether the receiver wants to hear it
	 */
	public boolean passes(Signal<?> signal) {
		if (signal instanceof SaveSignal<?> save
				&& !(passesOn(save.created()) && passesChanged(save.created(), save.changes()))) {
			return false;
		}
		return passesCollection(signal) && passesParked(signal) && meetsExpression(signal);
	}

	/**
	 * Return why a signal does not pass. The expression is not evaluated again: it is the
	 * reason if there is no other.
	 * @param signal a signal that does not pass
	 * @return the reason
	 */
	public LeftOut leftOut(Signal<?> signal) {
		if (signal instanceof SaveSignal<?> save) {
			if (!passesOn(save.created())) {
				return LeftOut.ON;
			}
			return passesChanged(save.created(), save.changes()) ? LeftOut.CONDITION : LeftOut.CHANGED;
		}
		return passesCollection(signal) ? LeftOut.CONDITION : LeftOut.CHANGED;
	}

	/**
	 * Say what can be said before there is a signal.
	 */
	Outcome explain(Class<?> signal, @Nullable Object instance) {
		boolean byCondition = this.condition != null || !this.when.isEmpty();
		if (this.condition != null && instance != null && EntitySignal.class.isAssignableFrom(signal)
				&& this.condition.asksInstanceOnly()) {
			if (!this.condition.isMetBy(instance)) {
				return Outcome.CONDITION;
			}
			byCondition = !this.when.isEmpty();
		}
		boolean save = SaveSignal.class.isAssignableFrom(signal) || signal.isAssignableFrom(PostSave.class);
		boolean bySave = save && this.on.size() < On.values().length;
		return (bySave || byCondition || !this.changed.isEmpty() || !this.of.isEmpty()) ? Outcome.DEPENDS
				: Outcome.RUNS;
	}

	private boolean passesCollection(Signal<?> signal) {
		return !(signal instanceof CollectionChange<?> change) || this.changed.isEmpty()
				|| this.changed.contains(change.attribute());
	}

	private boolean passesParked(Signal<?> signal) {
		return !(signal instanceof CallParked parked) || this.of.isEmpty() || this.of.contains(parked.instance().uid());
	}

	private boolean passesOn(boolean created) {
		return this.on.contains(created ? On.CREATED : On.UPDATED);
	}

	private boolean passesChanged(boolean created, Changes changes) {
		if (this.changed.isEmpty() || created) {
			return true;
		}
		for (String attribute : this.changed) {
			if (changes.contains(attribute)) {
				return true;
			}
		}
		return false;
	}

}
