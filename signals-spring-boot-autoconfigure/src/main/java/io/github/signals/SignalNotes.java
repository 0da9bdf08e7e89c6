package io.github.signals;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What receivers of one write leave for one another, by name. A receiver takes it as a
 * parameter:
 *
 * <pre class="code">
 * &#064;PreSaveReceiver(changed = "picture")
 * void replace(Product product, Changes changes, SignalNotes notes) {
 *     notes.put("replaced", changes.before("picture"));
 * }
 *
 * &#064;PostSaveReceiver(changed = "picture", delivery = Delivery.AFTER_COMMIT)
 * void clean(Product product, SignalNotes notes) {
 *     this.pictures.delete(notes.get("replaced", String.class));
 * }
 * </pre>
 *
 * The signals before and after a save or a delete have the same notes, and so has the net
 * change of the transaction, on whichever thread it is heard. If a transaction writes an
 * entity several times, the net change has the notes of the last write, and in addition
 * those names of earlier writes that the last one does not have.
 * <p>
 * Notes exist only for senders of which a receiver takes them. They are not recorded, so
 * a {@link Delivery#DURABLE} receiver cannot take them. All methods may be called by
 * several threads at once.
 *
 * @since 0.1.0
 */
public final class SignalNotes {

	private final Map<String, Object> notes = new ConcurrentHashMap<>(4);

	/**
	 * Create empty notes, for a test of a receiver.
	 */
	public SignalNotes() {
	}

	/**
	 * Leave a note, in place of one with the same name.
	 * @param name the name
	 * @param value what to leave
	 */
	public void put(String name, Object value) {
		Assert.notNull(name, "'name' must not be null");
		Assert.notNull(value, "'value' must not be null");
		this.notes.put(name, value);
	}

	/**
	 * Return a note.
	 * @param name the name
	 * @return what was left, or {@code null} if nothing was
	 */
	public @Nullable Object get(String name) {
		return this.notes.get(name);
	}

	/**
	 * Return a note of a type.
	 * @param <T> the type
	 * @param name the name
	 * @param type the class of the note
	 * @return what was left, or {@code null} if nothing was
	 * @throws ClassCastException if the note is of another type
	 */
	public <T> @Nullable T get(String name, Class<T> type) {
		return type.cast(this.notes.get(name));
	}

	/**
	 * Remove a note.
	 * @param name the name
	 * @return what was left, or {@code null} if nothing was
	 */
	public @Nullable Object remove(String name) {
		return this.notes.remove(name);
	}

	/**
	 * Return the names of all notes.
	 * @return the names, unmodifiable
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.notes.keySet());
	}

	/**
	 * Add the notes whose names are missing here.
	 * @param others other notes, which do not change
	 */
	public void addMissing(SignalNotes others) {
		Assert.notNull(others, "'others' must not be null");
		others.notes.forEach(this.notes::putIfAbsent);
	}

	/**
	 * Return the names of the notes, without what was left.
	 */
	@Override
	public String toString() {
		return "notes" + this.notes.keySet();
	}

}
