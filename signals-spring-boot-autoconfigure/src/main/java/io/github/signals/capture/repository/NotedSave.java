package io.github.signals.capture.repository;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.signals.capture.repository.EntityStore.Before;
import io.github.signals.dispatch.IdentifierAccessor;

/**
 * One entity of a call that saves.
 *
 * @param entity what was handed to the call
 * @param id its identifier before the call
 * @param key tells whether two of them are the same row
 * @param before what the call is going to do, or {@code null} if nobody hears it
 * @param managed whether it may be known to the persistence context already
 * @param again whether the call has already saved the row
 */
record NotedSave(Object entity, @Nullable Object id, Object key, @Nullable Before before, boolean managed,
		boolean again) {

	/**
	 * Pair results with what was saved: a store may return them in another order, and
	 * copies of what it was given.
	 */
	static List<Object> pair(List<NotedSave> saves, Iterable<?> results, IdentifierAccessor store) {
		Map<Object, Deque<Object>> known = new HashMap<>();
		saves.forEach((save) -> known.put(save.key(), new ArrayDeque<>(1)));
		Deque<Object> created = new ArrayDeque<>();
		for (Object result : results) {
			Object id = store.of(result);
			((id != null) ? known.getOrDefault(id, created) : created).add(result);
		}
		List<Object> paired = new ArrayList<>(saves.size());
		for (NotedSave save : saves) {
			Object result = ((save.id() != null) ? known.getOrDefault(save.id(), created) : created).poll();
			paired.add((result != null) ? result : save.entity());
		}
		return paired;
	}

}
