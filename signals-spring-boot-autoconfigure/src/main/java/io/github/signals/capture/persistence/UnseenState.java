package io.github.signals.capture.persistence;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of the lazy attributes that were set unseen. It is kept beside what
 * Hibernate has loaded: Hibernate would not write what it knows to be there.
 */
final class UnseenState implements EntityEntryExtraState {

	private final @Nullable Object[] values;

	private @Nullable EntityEntryExtraState next;

	private UnseenState(@Nullable Object[] values) {
		this.values = values;
	}

	/**
	 * Return the values that are stored of an entity, or {@code null} if they are not
	 * known.
	 */
	static @Nullable Object @Nullable [] stored(EntityEntry entry) {
		@Nullable Object[] loaded = entry.getLoadedState();
		return (loaded != null) ? complete(loaded, entry) : null;
	}

	/**
	 * Add to what Hibernate has loaded what it has not.
	 */
	static @Nullable Object[] complete(@Nullable Object[] loaded, @Nullable EntityEntry entry) {
		UnseenState unseen = (entry != null) ? entry.getExtraState(UnseenState.class) : null;
		if (unseen == null) {
			return loaded;
		}
		@Nullable Object[] complete = loaded.clone();
		for (int i = 0; i < complete.length; i++) {
			complete[i] = (complete[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) ? unseen.values[i] : complete[i];
		}
		return complete;
	}

	/**
	 * Return where what is read of an entity is kept.
	 */
	static UnseenState of(EntityEntry entry, @Nullable Object[] loaded) {
		UnseenState known = entry.getExtraState(UnseenState.class);
		if (known != null) {
			return known;
		}
		UnseenState unseen = new UnseenState(loaded.clone());
		entry.addExtraState(unseen);
		return unseen;
	}

	void put(int index, @Nullable Object value) {
		this.values[index] = value;
	}

	@Override
	public void addExtraState(EntityEntryExtraState extraState) {
		if (this.next == null) {
			this.next = extraState;
		}
		else {
			this.next.addExtraState(extraState);
		}
	}

	@Override
	public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> extraStateType) {
		// Who comes before one has asked already whether that is the one, as Hibernate's
		// own do.
		EntityEntryExtraState next = this.next;
		if (next == null) {
			return null;
		}
		return extraStateType.isInstance(next) ? extraStateType.cast(next) : next.getExtraState(extraStateType);
	}

}
