package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.delivery.durable.json.LazyValues;
import io.github.signals.dispatch.DispatchContext;

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
 * @param bulk what a statement did
 * @param rows how many rows a statement has written
 * @param ids which rows a statement has written
 */
record RecordContents(Class<?> sender, @Nullable Object id, DispatchContext context, boolean created, LazyValues before,
		LazyValues after, LazyValues lastValues, @Nullable String bulk, long rows, @Nullable List<?> ids) {

	/**
	 * Decode all values that were not left out, to see whether they can be read.
	 */
	void decode() {
		this.context.actor();
		Stream.of(this.before, this.after, this.lastValues).forEach(LazyValues::decode);
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
