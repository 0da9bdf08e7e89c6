package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.CollectionChange;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.delivery.durable.json.EntityValueTypes;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.ValueType;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.OwnSignals;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.Suggestion;

/**
 * Refuses durable receivers of entities with attributes whose values no record can have:
 * their types tell it before there is any.
 */
final class ValueCheck {

	private static final Logger logger = LoggerFactory.getLogger(ValueCheck.class);

	private static final String REMEDY = "Describe its type with Jackson annotations (@JsonTypeInfo with type names),"
			+ " with a serializer and a deserializer (@JacksonComponent), or with a converter; or choose another type or"
			+ " another delivery";

	private final TypedJson json;

	private final Omitted omitted;

	private final StoredEntities entities;

	ValueCheck(TypedJson json, Omitted omitted, StoredEntities entities) {
		this.json = json;
		this.omitted = omitted;
		this.entities = entities;
	}

	void run(Collection<RegisteredReceiver> receivers) {
		checkNamed();
		this.omitted.unknown(this.entities.types()).forEach(this::warn);
		if (!this.omitted.isEmpty()) {
			this.entities.types().forEach((type) -> checkOmitted(type, this.json.typesOf(type)));
		}
		List<DeclarationProblem> problems = new ArrayList<>();
		for (RegisteredReceiver receiver : receivers) {
			if (OwnSignals.isAllThatHears(receiver.info())) {
				continue;
			}
			for (Class<?> type : this.entities.types()) {
				if (receiver.info().senders().stream().anyMatch((sender) -> sender.isAssignableFrom(type))) {
					check(receiver, type, this.json.typesOf(type), problems);
					checkCollections(receiver, type, this.json.typesOf(type), problems);
					checkParts(receiver, type, this.json.typesOf(type), "", problems);
				}
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private void checkNamed() {
		for (ValueType type : this.json.namedTypes()) {
			if (type.problem() != null) {
				throw new WrongSettingException(type.declared().getName()
						+ " in signals.durable.types cannot be recorded: it " + type.problem(), "");
			}
		}
	}

	/**
	 * Say that the name of an entity is wrong. It may be right elsewhere: a slice of a
	 * test, or another application with the same settings, has other entities.
	 */
	private void warn(String unknown) {
		logger.warn("signals.durable.omitted.{} has no effect: no entity has this name.{}", unknown,
				Renamed.suggest(unknown, this.entities.types()));
	}

	private static void checkOmitted(Class<?> type, EntityValueTypes values) {
		for (String name : values.omitted()) {
			if (values.attributes().keySet().stream().noneMatch((known) -> (known + ".").startsWith(name + "."))) {
				throw new WrongSettingException("signals.durable.omitted lists '" + name
						+ "', which is not an attribute of " + type.getName() + ".",
						Suggestion.suggest(name, values.attributes().keySet()));
			}
		}
	}

	private static void check(RegisteredReceiver receiver, Class<?> type, EntityValueTypes values,
			List<DeclarationProblem> problems) {
		check(receiver, type, "the identifier", values.identifier().problem(), REMEDY + ".", problems);
		boolean deletes = receiver.info().signals().contains(PostDelete.class);
		boolean saves = receiver.info().signals().contains(PostSave.class);
		values.attributes().forEach((name, value) -> {
			boolean recorded = deletes || saves
					&& (receiver.needs().snapshot() || receiver.needs().changes() && values.written().contains(name));
			if (recorded && !values.omits(name)) {
				check(receiver, type, "attribute '" + name + "'", value.problem(),
						REMEDY + "; or omit it with signals.durable.omitted." + type.getSimpleName() + "=" + name,
						problems);
			}
		});
	}

	/**
	 * Check the collections that a receiver hears. How they are made does not matter, as
	 * their elements are recorded in lists.
	 */
	private static void checkCollections(RegisteredReceiver receiver, Class<?> type, EntityValueTypes values,
			List<DeclarationProblem> problems) {
		values.collections().forEach((name, collection) -> {
			if (hearsCollection(receiver, name) && values.omits(name)) {
				problems.add(DeclarationProblem.ofReceiver(receiver.info(),
						"It is DURABLE and hears CollectionChange, but signals.durable.omitted leaves '" + name
								+ "' of " + type.getName() + " out of records.",
						"Name the other collections in 'changed', or choose another delivery."));
			}
			else if (hearsCollection(receiver, name)) {
				String problem = collection.keys().problem();
				check(receiver, type, "attribute '" + name + "'",
						(problem != null) ? problem : collection.elements().problem(), REMEDY + ".", problems);
			}
		});
	}

	private static boolean hearsCollection(RegisteredReceiver receiver, String name) {
		List<String> changed = receiver.info().conditions().changed();
		return receiver.info().signals().contains(CollectionChange.class)
				&& (changed.isEmpty() || changed.contains(name));
	}

	/**
	 * Check the parts that a receiver hears.
	 * @param path the path of the entity, with a dot at its end; empty for the root
	 */
	private static void checkParts(RegisteredReceiver receiver, Class<?> type, EntityValueTypes values, String path,
			List<DeclarationProblem> problems) {
		values.parts().forEach((name, parts) -> {
			String part = path + name;
			if (!receiver.needs().parts().contain(part, false)) {
				return;
			}
			for (EntityValueTypes types : parts.get()) {
				types.attributes().forEach((attribute, value) -> {
					if (types.written().contains(attribute) && !types.omits(attribute)) {
						check(receiver, type, "attribute '" + part + "." + attribute + "'", value.problem(),
								REMEDY + ".", problems);
					}
				});
				checkParts(receiver, type, types, part + ".", problems);
			}
		});
	}

	private static void check(RegisteredReceiver receiver, Class<?> type, String value, @Nullable String problem,
			String remedy, List<DeclarationProblem> problems) {
		if (problem != null) {
			problems.add(DeclarationProblem.ofReceiver(receiver.info(), "It is DURABLE, and " + value + " of "
					+ type.getName() + " cannot be recorded: it " + problem + ".", remedy));
		}
	}

}
