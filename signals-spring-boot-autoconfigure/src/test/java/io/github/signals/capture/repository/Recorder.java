package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import io.github.signals.EntitySignal;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;

/**
 * The receivers of one test, and what they heard. Disconnects them when it is closed.
 */
final class Recorder implements AutoCloseable {

	private final Signals signals;

	private final List<String> uids = new ArrayList<>();

	private final List<EntitySignal<?>> heard = new ArrayList<>();

	Recorder(Signals signals) {
		this.signals = signals;
	}

	Recorder hear(Class<?> sender) {
		return hasSaveReceivers(sender).hasDeleteReceivers(sender);
	}

	Recorder hasSaveReceivers(Class<?> sender) {
		on(ReceiverSpec.preSave(sender), this.heard::add);
		on(ReceiverSpec.postSave(sender), this.heard::add);
		return this;
	}

	Recorder hasDeleteReceivers(Class<?> sender) {
		on(ReceiverSpec.preDelete(sender), this.heard::add);
		on(ReceiverSpec.postDelete(sender), this.heard::add);
		return this;
	}

	<S extends Signal<?>> void on(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver) {
		String uid = "recorder-" + System.identityHashCode(this) + "-" + this.uids.size();
		this.uids.add(uid);
		this.signals.connect(spec.uid(uid), receiver);
	}

	List<EntitySignal<?>> all() {
		return this.heard;
	}

	<S extends EntitySignal<?>> List<S> of(Class<S> signal) {
		return this.heard.stream().filter(signal::isInstance).map(signal::cast).toList();
	}

	List<Object> instances() {
		List<Object> instances = new ArrayList<>();
		this.heard.forEach((signal) -> instances.add(signal.instance()));
		return instances;
	}

	List<PostSave<?>> saved() {
		List<PostSave<?>> saved = new ArrayList<>();
		of(PostSave.class).forEach(saved::add);
		return saved;
	}

	PostSave<?> lastSaved() {
		List<PostSave<?>> saved = saved();
		return saved.get(saved.size() - 1);
	}

	/**
	 * Return the signals by name: "PreSave", "created", "updated", "PreDelete",
	 * "PostDelete".
	 */
	List<String> kinds() {
		return this.heard.stream().map(Recorder::kind).toList();
	}

	/**
	 * Return the signals by name and by the name of their item.
	 */
	List<String> story() {
		return this.heard.stream().map((signal) -> kind(signal) + " " + ((Item) signal.instance()).getName()).toList();
	}

	private static String kind(EntitySignal<?> signal) {
		if (signal instanceof PostSave<?> saved) {
			return saved.created() ? "created" : "updated";
		}
		return signal.getClass().getSimpleName();
	}

	void forget() {
		this.heard.clear();
	}

	@Override
	public void close() {
		this.uids.forEach(this.signals::disconnect);
	}

}
