package io.github.signals.capture.persistence.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.capture.persistence.oracle.OracleModel.Car;
import io.github.signals.capture.persistence.oracle.OracleModel.Document;
import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Vehicle;

/**
 * What the annotated methods of beans heard: lists once a transaction, of entities with
 * and without a repository.
 */
final class Lists {

	private final Map<String, Integer> calls = new TreeMap<>();

	/** The keys of what each list contained. */
	private final Map<String, Set<String>> heard = new TreeMap<>();

	void clear() {
		this.calls.clear();
		this.heard.clear();
	}

	private void note(String list, List<String> keys) {
		this.calls.merge(list, 1, Integer::sum);
		this.heard.computeIfAbsent(list, (name) -> new TreeSet<>()).addAll(keys);
	}

	/** Those of some lists that were handed over more than once. */
	List<String> repeated(String... lists) {
		return Arrays.stream(lists).filter((list) -> this.calls.getOrDefault(list, 0) > 1).toList();
	}

	Set<String> heard(String list) {
		return this.heard.getOrDefault(list, Set.of());
	}

	/** Receivers of an entity with a repository. */
	static class OfPersons {

		private final Lists lists;

		OfPersons(Lists lists) {
			this.lists = lists;
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void saved(List<PostSave<Person>> saved) {
			this.lists.note("person saved", saved.stream().map(Heard::key).toList());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_ROLLBACK)
		void undone(List<PostSave<Person>> saved) {
			this.lists.note("person save undone", saved.stream().map(Heard::key).toList());
		}

		@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT)
		void deleted(List<PostDelete<Person>> deleted) {
			this.lists.note("person deleted", deleted.stream().map(Heard::key).toList());
		}

		@PostDeleteReceiver(delivery = Delivery.AFTER_ROLLBACK)
		void undoneDeletes(List<PostDelete<Person>> deleted) {
			this.lists.note("person delete undone", deleted.stream().map(Heard::key).toList());
		}

	}

	/** Receivers of an entity without a repository. */
	static class OfDocuments {

		private final Lists lists;

		OfDocuments(Lists lists) {
			this.lists = lists;
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void saved(List<PostSave<Document>> saved) {
			this.lists.note("document saved", saved.stream().map(Heard::key).toList());
		}

		@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT)
		void deleted(List<PostDelete<Document>> deleted) {
			this.lists.note("document deleted", deleted.stream().map(Heard::key).toList());
		}

	}

	/** Receivers of a subclass without a repository, and of what only it has. */
	static class OfCars {

		private final Lists lists;

		OfCars(Lists lists) {
			this.lists = lists;
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
		void created(List<PostSave<Car>> saved) {
			this.lists.note("car created", saved.stream().map(Heard::key).toList());
		}

		@PostSaveReceiver(sender = Vehicle.class, changed = "doors", delivery = Delivery.AFTER_COMMIT)
		void doors(List<PostSave<Vehicle>> saved) {
			this.lists.note("doors changed",
					saved.stream().filter((signal) -> !signal.created()).map(Heard::key).toList());
		}

	}

}
