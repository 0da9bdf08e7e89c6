package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.signals.PostDelete;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * Refuses durable receivers of entities with attributes whose values no record can have:
 * their types tell it before there is any.
 */
final class ValueCheck {

	private static final String REMEDY = "Say by Jackson's annotations how JSON tells it (JsonTypeInfo with names), give"
			+ " it a serializer and a deserializer (@JacksonComponent), or choose another type or another delivery.";

	private final ValueTypes types;

	private final StoredEntities entities;

	ValueCheck(ValueTypes types, StoredEntities entities) {
		this.types = types;
		this.entities = entities;
	}

	void run(Collection<RegisteredReceiver> receivers) {
		List<DeclarationProblem> problems = new ArrayList<>();
		for (RegisteredReceiver receiver : receivers) {
			this.entities.types()
				.stream()
				.filter((
						type) -> receiver.info().senders().stream().anyMatch((sender) -> sender.isAssignableFrom(type)))
				.forEach((type) -> check(receiver, type, problems));
		}
		for (ValueType type : this.types.named()) {
			if (type.problem() != null) {
				throw new IllegalStateException(type.declared().getName()
						+ " of signals.durable.types cannot be recorded: it " + type.problem());
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private void check(RegisteredReceiver receiver, Class<?> type, List<DeclarationProblem> problems) {
		ValueTypes.OfEntity values = this.types.of(type);
		check(receiver, type, "the identifier", values.identifier().problem(), problems);
		if (receiver.asksChanges() || receiver.info().signals().contains(PostDelete.class)) {
			values.attributes()
				.forEach((name, value) -> check(receiver, type, "attribute '" + name + "'", value.problem(), problems));
		}
	}

	private static void check(RegisteredReceiver receiver, Class<?> type, String value, @Nullable String problem,
			List<DeclarationProblem> problems) {
		if (problem != null) {
			problems.add(new DeclarationProblem(receiver.uid(), receiver.info().method(), "It is DURABLE, and " + value
					+ " of " + type.getName() + " cannot be recorded: it " + problem + ".", REMEDY));
		}
	}

}
