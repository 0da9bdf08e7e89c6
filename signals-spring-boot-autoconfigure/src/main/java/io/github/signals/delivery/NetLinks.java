package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.signals.CollectionChange;
import io.github.signals.dispatch.IdentifierAccessor;

/**
 * Folds the changes of one collection into the one that tells what was added to it and
 * removed from it on the whole. Two instances of one row are the same element.
 */
final class NetLinks {

	private final IdentifierAccessor identifiers;

	private final Map<Object, Element> elements = new LinkedHashMap<>();

	private NetLinks(IdentifierAccessor identifiers) {
		this.identifiers = identifiers;
	}

	static @Nullable JournalEntry of(List<JournalEntry> entries) {
		JournalEntry last = entries.get(entries.size() - 1);
		if (entries.size() == 1) {
			return last;
		}
		NetLinks net = new NetLinks(last.context().identifiers());
		boolean cleared = false;
		for (JournalEntry entry : entries) {
			CollectionChange<?> change = (CollectionChange<?>) entry.signal();
			change.removed().forEach((element) -> net.count(element, -1));
			change.added().forEach((element) -> net.count(element, 1));
			cleared = change.cleared() || cleared && change.added().isEmpty();
		}
		return net.isEmpty() ? null : last.with(net.describe((CollectionChange<?>) last.signal(), cleared));
	}

	private void count(@Nullable Object element, int count) {
		Element known = this.elements.computeIfAbsent(key(element), (key) -> new Element());
		known.instance = element;
		known.count += count;
	}

	private Object key(@Nullable Object element) {
		if (element instanceof Map.Entry<?, ?> entry) {
			return List.of(Optional.ofNullable(entry.getKey()), key(entry.getValue()));
		}
		Object id = (element != null) ? this.identifiers.of(element) : null;
		return (id != null) ? List.of(id) : Optional.ofNullable(element);
	}

	private boolean isEmpty() {
		return this.elements.values().stream().allMatch((element) -> element.count == 0);
	}

	private <T> CollectionChange<T> describe(CollectionChange<T> last, boolean cleared) {
		return new CollectionChange<>(last.sender(), last.instance(), last.attribute(), elements(1), elements(-1),
				cleared, last.ownerDeleted(), last.inverse(), last.opposite(), last.context());
	}

	private List<@Nullable Object> elements(int sign) {
		List<@Nullable Object> list = new ArrayList<>();
		for (Element element : this.elements.values()) {
			for (int i = 0; i < element.count * sign; i++) {
				list.add(element.instance);
			}
		}
		return list;
	}

	private static final class Element {

		private @Nullable Object instance;

		private int count;

	}

}
