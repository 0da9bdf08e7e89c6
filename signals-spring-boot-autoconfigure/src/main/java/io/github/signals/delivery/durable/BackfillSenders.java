package io.github.signals.delivery.durable;

import java.lang.reflect.Modifier;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.dispatch.EntityRows;
import io.github.signals.dispatch.RegisteredReceiver;
import io.github.signals.dispatch.StoredEntities;

/**
 * The entities for whose rows a receiver can be called.
 *
 * @param entities all entities
 */
record BackfillSenders(StoredEntities entities) {

	/**
	 * Return the rows of each class that a receiver hears, by the names of the classes.
	 * @throws IllegalArgumentException if there is no such class, or the rows of one
	 * cannot be read
	 */
	SortedMap<String, Sender> of(RegisteredReceiver receiver) {
		if (receiver.info().signals().stream().noneMatch((signal) -> signal.isAssignableFrom(PostSave.class))) {
			throw refused(receiver, "it does not hear PostSave");
		}
		if (!receiver.filter().on().contains(On.CREATED)) {
			throw refused(receiver, "it hears updates only. Leave out 'on', or add On.CREATED");
		}
		SortedMap<String, Sender> senders = new TreeMap<>();
		this.entities.types()
			.stream()
			.filter((type) -> isStored(type) && isHeard(receiver, type))
			.forEach((type) -> senders.put(type.getName(), new Sender(type, rows(receiver, type))));
		if (senders.isEmpty()) {
			throw refused(receiver, "it hears no entity of this application");
		}
		return senders;
	}

	private boolean isStored(Class<?> type) {
		return !Modifier.isAbstract(type.getModifiers()) && this.entities.isEntity(type);
	}

	private static boolean isHeard(RegisteredReceiver receiver, Class<?> type) {
		return receiver.info().senders().stream().anyMatch((sender) -> sender.isAssignableFrom(type));
	}

	private EntityRows rows(RegisteredReceiver receiver, Class<?> type) {
		EntityRows rows = this.entities.rows(type);
		if (rows == null) {
			throw refused(receiver, type.getName()
					+ " is stored neither with JPA and Hibernate nor with Spring Data JDBC in the only data source");
		}
		String problem = rows.problem();
		if (problem != null) {
			throw refused(receiver,
					"the rows of " + type.getName() + " cannot be read in the order of their identifiers: " + problem);
		}
		return rows;
	}

	static IllegalArgumentException refused(RegisteredReceiver receiver, String reason) {
		return new IllegalArgumentException("Receiver '" + receiver.uid() + "' (" + receiver.info().method()
				+ ") cannot be called for the rows that are already there: " + reason + ".");
	}

	/**
	 * An entity class and its rows.
	 *
	 * @param type the class
	 * @param rows its rows
	 */
	record Sender(Class<?> type, EntityRows rows) {

	}

}
