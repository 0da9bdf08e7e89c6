package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Suggestion;

/**
 * The rules for a receiver that is to be called after others.
 */
final class AfterRules {

	private static final Set<Delivery> ON_OTHER_THREADS = Set.of(Delivery.ASYNC, Delivery.DURABLE);

	private final Map<String, RegisteredReceiver> receivers = new LinkedHashMap<>();

	private final BooleanSupplier incomplete;

	/**
	 * Create the rules.
	 * @param receivers all that are connected
	 * @param incomplete whether receivers may be left out on purpose, as a slice of a
	 * test does
	 */
	AfterRules(List<RegisteredReceiver> receivers, BooleanSupplier incomplete) {
		receivers.forEach((receiver) -> this.receivers.put(receiver.uid(), receiver));
		this.incomplete = incomplete;
	}

	static List<DeclarationProblem> check(Collection<ConnectedReceiver> declared, List<RegisteredReceiver> all,
			BooleanSupplier incomplete) {
		AfterRules rules = new AfterRules(all, incomplete);
		List<DeclarationProblem> problems = new ArrayList<>();
		declared.forEach((receiver) -> problems.addAll(rules.check(receiver.receiver(), receiver.declaration())));
		return problems;
	}

	/**
	 * Check a receiver, whether it is connected already or not.
	 * @param receiver the receiver
	 * @param declared what it was made of
	 * @return the problems
	 */
	List<DeclarationProblem> check(RegisteredReceiver receiver, Declared declared) {
		List<DeclarationProblem> problems = new ArrayList<>();
		List<String> after = receiver.info().after();
		if (!after.isEmpty() && ON_OTHER_THREADS.contains(receiver.delivery())) {
			problems.add(declared.problem(
					"'after' cannot be kept by a receiver that is " + receiver.delivery()
							+ ": its calls run on threads of their own.",
					"Remove 'after', or call both methods from one receiver."));
			return problems;
		}
		for (String uid : after) {
			check(receiver, declared, uid, problems);
		}
		return problems;
	}

	private void check(RegisteredReceiver receiver, Declared declared, String uid, List<DeclarationProblem> problems) {
		RegisteredReceiver other = this.receivers.get(uid);
		if (uid.equals(receiver.uid())) {
			problems.add(declared.problem("'after' names the receiver itself.", "Remove it."));
		}
		else if (other != null) {
			check(receiver, declared, other, problems);
		}
		else if (!this.incomplete.getAsBoolean()) {
			problems.add(declared.problem("'after' names the receiver '" + uid + "', which does not exist.",
					"Name the 'dispatchUid' of another receiver." + Suggestion.suggest(uid, this.receivers.keySet())));
		}
	}

	private void check(RegisteredReceiver receiver, Declared declared, RegisteredReceiver other,
			List<DeclarationProblem> problems) {
		String uid = other.uid();
		if (other.delivery() != receiver.delivery()) {
			problems.add(declared.problem(
					"'after' names the receiver '" + uid + "', which is " + other.delivery()
							+ ", while this receiver is " + receiver.delivery() + ".",
					"Choose the same delivery for both, or remove 'after'."));
		}
		else if (!mayHearTheSame(receiver.info(), other.info())) {
			problems
				.add(declared.problem("'after' names the receiver '" + uid + "', which never hears the same signal.",
						"Remove it from 'after'."));
		}
		else if (other.needs().isBatch() && !receiver.needs().isBatch()) {
			problems.add(declared.problem(
					"'after' names the receiver '" + uid
							+ "', which takes a List and is called when all other receivers have been called.",
					"Take a List too, or remove 'after'."));
		}
		else {
			checkCycle(receiver, declared, uid, problems);
		}
	}

	private static boolean mayHearTheSame(ReceiverInfo one, ReceiverInfo other) {
		return ReceiverDeclaration.isAnyRelated(one.signals(), other.signals())
				&& ReceiverDeclaration.isAnyRelated(one.senders(), other.senders());
	}

	private void checkCycle(RegisteredReceiver receiver, Declared declared, String uid,
			List<DeclarationProblem> problems) {
		Set<String> path = new LinkedHashSet<>(List.of(receiver.uid()));
		if (leadsTo(receiver.uid(), uid, path)) {
			problems.add(declared.problem("These receivers are to be called after one another: "
					+ String.join(" after ", path) + " after " + receiver.uid() + ".",
					"Remove one of them from 'after'."));
		}
	}

	/**
	 * Return whether a receiver comes, at last, after the one that is looked for.
	 * @param path takes the receivers between the two
	 */
	private boolean leadsTo(String target, String uid, Set<String> path) {
		if (uid.equals(target)) {
			return true;
		}
		RegisteredReceiver receiver = this.receivers.get(uid);
		if (receiver == null || !path.add(uid)) {
			return false;
		}
		for (String next : receiver.info().after()) {
			if (leadsTo(target, next, path)) {
				return true;
			}
		}
		path.remove(uid);
		return false;
	}

}
