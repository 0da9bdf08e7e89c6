package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * The rules for what receivers see that run later than the change.
 */
final class LateRules {

	private static final Set<Class<?>> OF_ROWS = Set.of(PostSave.class, PostDelete.class);

	private LateRules() {
	}

	static List<DeclarationProblem> check(ReceiverDeclaration declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (declaration.takesSnapshot()) {
			checkSnapshot(declaration, problems);
		}
		return problems;
	}

	/**
	 * Check whether the instance can be read anew.
	 */
	static List<DeclarationProblem> checkReload(Declared declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (!declaration.reload()) {
			return problems;
		}
		Delivery delivery = declaration.delivery();
		if (!declaration.hearsOnly(PostSave.class)) {
			problems.add(declaration.problem(
					"'reload' reads the instance anew, and only the one of a PostSave can still be read.",
					"Remove 'reload', or hear only PostSave."));
		}
		else if (delivery == Delivery.DURABLE) {
			problems.add(declaration.problem(
					"'reload' has no effect on a DURABLE receiver, whose instance is always read anew.",
					"Remove 'reload'."));
		}
		else if (delivery != Delivery.ASYNC && delivery != Delivery.AFTER_COMMIT) {
			problems.add(declaration.problem("'reload' reads what was committed, but the receiver is " + delivery + ".",
					"Remove 'reload', or choose the delivery ASYNC or AFTER_COMMIT."));
		}
		else if (declaration instanceof ReceiverDeclaration method
				&& method.parameters().stream().noneMatch(ReceiverParameter::tellsSender)) {
			problems.add(declaration.problem("'reload' reads an instance that the receiver does not take.",
					"Take the instance or the signal, or remove 'reload'."));
		}
		return problems;
	}

	private static void checkSnapshot(ReceiverDeclaration declaration, List<DeclarationProblem> problems) {
		if (!OF_ROWS.containsAll(declaration.signals())) {
			problems.add(declaration.problem(
					"A parameter of type Snapshot cannot be supplied: only PostSave and PostDelete are about a row.",
					"Remove the parameter, or hear only PostSave and PostDelete."));
		}
		else if (!declaration.delivery().isDeferred()) {
			problems.add(declaration.problem(
					"A Snapshot can only be supplied to a receiver that hears the net change of a transaction.",
					"Take the instance, which is as it was written, or choose a delivery such as ASYNC."));
		}
	}

}
