package io.github.signals.delivery.durable;

import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite;
import io.github.signals.Changes;
import io.github.signals.delivery.durable.json.LazyValues;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What a record tells.
 *
 * @param sender the class of the entity
 * @param id the identifier of the entity
 * @param context who and what led to the signal
 * @param created whether the entity is new
 * @param before the old values of what has changed
 * @param after the new values of what has changed
 * @param lastValues the attributes of an entity that was deleted
 * @param recipe how to make a signal of another kind, or {@code null}
 */
record RecordContents(Class<?> sender, @Nullable Object id, DispatchContext context, boolean created, LazyValues before,
		LazyValues after, LazyValues lastValues, @Nullable Recipe recipe) {

	/**
	 * Decode all values that were not left out, to see whether they can be read.
	 * @param receiver who is to hear them
	 * @param instance the instance of the signal
	 */
	void decode(RegisteredReceiver receiver, Object instance) {
		this.context.actor();
		if (this.recipe != null) {
			this.recipe.make(receiver, instance);
		}
		Stream.of(this.before, this.after, this.lastValues).forEach(LazyValues::decode);
	}

	/**
	 * Return whether there is an entity, or there would be if the record was complete.
	 */
	boolean isAboutEntity() {
		return this.sender != Object.class && (this.recipe == null || this.recipe.type() != BulkWrite.class);
	}

	/**
	 * Return whether the call needs the instance as it is now.
	 */
	boolean isInstanceRead(DurableCall call) {
		return call.isSave() || this.recipe != null && isAboutEntity();
	}

	/**
	 * Return whether it tells what has become of a collection of an entity that was
	 * deleted.
	 */
	boolean isOfDeleted() {
		return this.recipe != null && this.recipe.ofDeleted();
	}

	Changes changes() {
		return Changes.recorded(this.created ? null : this.before, this.after);
	}

	/**
	 * Return the attributes of a new entity.
	 */
	Map<String, @Nullable Object> createdValues() {
		return this.created ? this.after.readable() : Map.of();
	}

	Map<String, @Nullable Object> last() {
		return this.lastValues.readable();
	}

}
