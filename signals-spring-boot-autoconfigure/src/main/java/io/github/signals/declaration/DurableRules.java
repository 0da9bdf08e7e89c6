package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;

/**
 * What the declaration of a durable receiver must fulfil, as its calls are read from
 * records that may be older than this start of the application.
 */
final class DurableRules {

	private static final Set<Class<?>> RECORDED = Set.of(PostSave.class, PostDelete.class, BulkWrite.class);

	private DurableRules() {
	}

	static List<DeclarationProblem> check(ReceiverDeclaration declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		if (declaration.delivery() == Delivery.DURABLE) {
			checkDurable(declaration, problems);
		}
		else if (!declaration.attributes().ordered()) {
			problems.add(declaration.problem("'ordered' is about the calls of a DURABLE receiver.",
					"Remove 'ordered', or choose the delivery DURABLE."));
		}
		return problems;
	}

	private static void checkDurable(ReceiverDeclaration declaration, List<DeclarationProblem> problems) {
		if (declaration.attributes().dispatchUid().isEmpty()) {
			problems.add(declaration.problem(
					"A DURABLE receiver is found again by its uid, which would change with the name of the method.",
					"Give it an explicit 'dispatchUid', and never change it."));
		}
		else if (declaration.uid().length() > 200) {
			problems.add(declaration.problem("The uid of a DURABLE receiver has its place in a database column.",
					"Give it a 'dispatchUid' of at most 200 characters."));
		}
		if (!RECORDED.containsAll(declaration.signals())) {
			problems
				.add(declaration.problem("Only PostSave, PostDelete and BulkWrite can be recorded, and so be DURABLE.",
						"Hear one of them, or choose another delivery."));
		}
		if (declaration.isBatch()) {
			problems.add(declaration.problem("A DURABLE receiver is called for each record, and takes no List.",
					"Take the single instance or signal."));
		}
	}

}
