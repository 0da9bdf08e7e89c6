package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.OwnSignals;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Refuses durable receivers of the application's own signals that no record can have:
 * their classes tell it before anybody sends them.
 */
final class SignalCheck {

	private final TypedJson json;

	private final KnownSignals known;

	SignalCheck(TypedJson json, KnownSignals known) {
		this.json = json;
		this.known = known;
	}

	void run(Collection<RegisteredReceiver> receivers) {
		List<DeclarationProblem> problems = new ArrayList<>();
		for (RegisteredReceiver receiver : receivers) {
			for (Class<?> signal : receiver.info().signals()) {
				if (OwnSignals.isOwn(signal)) {
					checkHeard(receiver, signal, problems);
				}
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private void checkHeard(RegisteredReceiver receiver, Class<?> signal, List<DeclarationProblem> problems) {
		Set<Class<?>> types = new LinkedHashSet<>(this.known.all().values());
		types.removeIf((type) -> !signal.isAssignableFrom(type));
		if (types.isEmpty()) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(), "It is DURABLE and hears " + signal.getName()
					+ ", but it is not known of which classes these signals are: a record never creates an object by the"
					+ " name of a class alone.",
					"Hear a class that is not abstract, make the type sealed, or list the classes in"
							+ " signals.durable.types."));
		}
		types.forEach((type) -> check(receiver, type, problems));
	}

	private void check(RegisteredReceiver receiver, Class<?> type, List<DeclarationProblem> problems) {
		try {
			this.known.look(type).types().attributes().forEach((name, value) -> {
				String problem = this.json.problemOfPart(value);
				if (problem != null) {
					problems.add(DeclarationProblem.ofReceiver(receiver.info(),
							"It is DURABLE, and '" + name + "' of " + type.getName() + " cannot be recorded: it "
									+ problem + ".",
							"Choose another type, or describe it with Jackson annotations or with a serializer and a"
									+ " deserializer (@JacksonComponent). An entity is recorded as a reference where it"
									+ " is a component, or an element of a collection."));
				}
			});
		}
		catch (IllegalArgumentException ex) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(),
					"It is DURABLE, and " + type.getName() + " cannot be made anew from a record: it " + ex.getMessage()
							+ ".",
					"Make it a record, or a class with one constructor whose parameters have the names of its fields."));
		}
	}

}
