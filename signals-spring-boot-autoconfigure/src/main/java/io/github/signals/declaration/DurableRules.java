package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.OwnSignals;

/**
 * The rules for the declaration of a durable receiver, whose calls are read from records
 * that may be older than the current run of the application.
 */
final class DurableRules {

	private static final Set<Class<?>> RECORDED = Set.of(PostSave.class, PostDelete.class, CollectionChange.class,
			BulkWrite.class);

	/** How many signals a durable receiver takes at once if it does not say. */
	static final int LIST = 100;

	private static final int LONGEST_LIST = 1000;

	private DurableRules() {
	}

	static List<DeclarationProblem> check(ReceiverDeclaration declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (declaration.delivery() == Delivery.DURABLE) {
			checkDurable(declaration, problems);
		}
		else if (!declaration.attributes().ordered()) {
			problems.add(declaration.problem("'ordered' only applies to a DURABLE receiver.",
					"Remove 'ordered', or choose the delivery DURABLE."));
		}
		return problems;
	}

	private static void checkDurable(ReceiverDeclaration declaration, List<DeclarationProblem> problems) {
		if (declaration.attributes().dispatchUid().isEmpty()) {
			problems.add(declaration
				.problem("A DURABLE receiver is identified by its uid, and the default uid changes when the method is"
						+ " renamed.", "Give it an explicit 'dispatchUid', and never change it."));
		}
		else if (declaration.uid().length() > 200) {
			problems.add(declaration.problem("The uid of a DURABLE receiver must fit into a database column.",
					"Give it a 'dispatchUid' of at most 200 characters."));
		}
		if (!declaration.signals()
			.stream()
			.allMatch((signal) -> RECORDED.contains(signal) || OwnSignals.isOwn(signal))) {
			problems.add(declaration.problem(
					"A DURABLE receiver can only hear PostSave, PostDelete, CollectionChange, BulkWrite and the"
							+ " application's own signals: others cannot be recorded.",
					"Hear one of them, or choose another delivery."));
		}
		if (declaration.batchSize() > LONGEST_LIST) {
			problems.add(declaration.problem(
					"The calls of a DURABLE receiver that takes a List are removed by one statement, and their instances"
							+ " are read by one.",
					"Choose a 'batchSize' of at most 1000, or remove it to receive up to 100 signals in one call."));
		}
	}

}
