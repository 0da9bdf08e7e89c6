package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.github.signals.CallParked;
import io.github.signals.Delivery;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.Suggestion;

/**
 * The rules for a receiver that hears of parked calls.
 */
final class ParkedRules {

	private final Map<String, RegisteredReceiver> receivers = new LinkedHashMap<>();

	private final BooleanSupplier incomplete;

	/**
	 * Create the rules.
	 * @param receivers all that are connected
	 * @param incomplete whether receivers may be left out on purpose, as a slice of a
	 * test does
	 */
	ParkedRules(List<RegisteredReceiver> receivers, BooleanSupplier incomplete) {
		receivers.forEach((receiver) -> this.receivers.put(receiver.uid(), receiver));
		this.incomplete = incomplete;
	}

	/**
	 * Check what can be checked on the declaration alone.
	 */
	static List<DeclarationProblem> checkAlone(ReceiverDeclaration declaration) {
		if (declaration.attributes().of().isEmpty() || declaration.signals().contains(CallParked.class)) {
			return List.of();
		}
		return List
			.of(declaration.problem("'of' names receivers whose calls are parked, which only CallParked reports.",
					"Use @ParkedReceiver, or remove 'of'."));
	}

	/**
	 * Check the receivers whose parked calls are to be heard.
	 */
	List<DeclarationProblem> check(ReceiverDeclaration declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		for (String uid : declaration.attributes().of()) {
			RegisteredReceiver receiver = this.receivers.get(uid);
			if (receiver != null) {
				check(declaration, receiver, problems);
			}
			else if (!this.incomplete.getAsBoolean()) {
				problems.add(declaration.problem("'of' names the receiver '" + uid + "', which does not exist.",
						"Name the 'dispatchUid' of a DURABLE receiver."
								+ Suggestion.suggest(uid, this.receivers.keySet())));
			}
		}
		return problems;
	}

	private static void check(ReceiverDeclaration declaration, RegisteredReceiver receiver,
			List<DeclarationProblem> problems) {
		if (receiver.delivery() != Delivery.DURABLE) {
			problems.add(declaration.problem(
					"'of' names the receiver '" + receiver.uid() + "', which is " + receiver.delivery()
							+ ": only the calls of a DURABLE receiver are parked.",
					"Name a DURABLE receiver, or have an error handler ('onError') hear its failures."));
		}
		else if (receiver.info().signals().contains(CallParked.class)) {
			problems.add(declaration.problem(
					"'of' names the receiver '" + receiver.uid()
							+ "', which hears of parked calls itself: nobody hears if its own are parked.",
					"Remove it from 'of'. An error handler ('onError') hears its failures."));
		}
	}

}
