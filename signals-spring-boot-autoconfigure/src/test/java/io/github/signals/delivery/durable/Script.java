package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.signals.Changes;
import io.github.signals.SignalContext;

/**
 * What receivers do when they are called, and what they were called with.
 */
class Script {

	final List<Heard> heard = new CopyOnWriteArrayList<>();

	/** How long the lists were. */
	final List<Integer> lists = new CopyOnWriteArrayList<>();

	private final Map<String, Consumer<Heard>> acts = new ConcurrentHashMap<>();

	void on(String uid, Consumer<Heard> act) {
		this.acts.put(uid, act);
	}

	void play(String uid, Object instance, Changes changes, SignalContext context) {
		Heard call = new Heard(uid, instance, changes, context);
		this.heard.add(call);
		this.acts.getOrDefault(uid, (nothing) -> {
		}).accept(call);
	}

	void clear() {
		this.heard.clear();
		this.lists.clear();
		this.acts.clear();
	}

	List<Heard> of(String uid) {
		return this.heard.stream().filter((call) -> call.uid().equals(uid)).toList();
	}

	List<String> names(String uid) {
		return of(uid).stream().map((call) -> call.parcel().name).toList();
	}

	record Heard(String uid, Object instance, Changes changes, SignalContext context) {

		Parcel parcel() {
			return (Parcel) this.instance;
		}

	}

}
