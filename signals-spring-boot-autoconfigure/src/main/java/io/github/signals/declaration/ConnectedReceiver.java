package io.github.signals.declaration;

import java.util.stream.Collectors;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * A receiver and what it was made of.
 *
 * @param declaration the bean method
 * @param receiver what is connected
 */
record ConnectedReceiver(ReceiverDeclaration declaration, RegisteredReceiver receiver) {

	DeclarationProblem uidIsTaken(ReceiverRegistry registry) {
		String uid = this.receiver.uid();
		String holder = registry.receivers()
			.stream()
			.filter((info) -> info.uid().equals(uid))
			.map(ReceiverInfo::method)
			.collect(Collectors.joining());
		return this.declaration.problem("The uid '" + uid + "' is already used by " + holder + ".",
				"Give each receiver its own dispatchUid.");
	}

}
