package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.Part;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What the writes of parts mean for the entities that they belong to: changes of
 * attributes whose names lead to the part.
 */
final class PartChanges {

	private final WriteSignals signals;

	private final SharedSessionContractImplementor session;

	private final PartOwners owners;

	private final Map<Key, Change> changes = new LinkedHashMap<>();

	PartChanges(WriteSignals signals, SharedSessionContractImplementor session, boolean reading) {
		this.signals = signals;
		this.session = session;
		this.owners = new PartOwners(session, reading);
	}

	/**
	 * Note the row of a part.
	 */
	void written(WrittenRow row, DispatchContext context) {
		if (row.isCreated() && row.isDeleted()) {
			return;
		}
		for (PartPath path : this.signals.parts(this.session.getFactory()).of(row.persister)) {
			if (path.last().back() != null) {
				writtenKnowing(path, row, path.last().back(), context);
			}
			else if (!row.isCreated() && !row.isDeleted()) {
				// What is added and removed is told by the collection, or by its owner.
				Attributes attributes = changed(row, path.last());
				for (Object owner : attributes.isEmpty() ? List.of()
						: this.owners.ofUnknowing(path.last(), row.entity)) {
					add(path, owner, id(row), attributes, context);
				}
			}
		}
	}

	private void writtenKnowing(PartPath path, WrittenRow row, String back, DispatchContext context) {
		PartStep step = path.last();
		@Nullable Object[] after = (row.after() != null) ? row.after() : row.persister.getValues(row.entity);
		Object owner = row.isDeleted() ? null : this.owners.reference(back, row.persister, after);
		Object former = row.isCreated() ? null : former(row, back, owner);
		if (former != null && owner != null && isSame(step, former, owner)) {
			Attributes attributes = changed(row, step);
			if (!attributes.isEmpty()) {
				add(path, owner, id(row), attributes, context);
			}
			return;
		}
		if (former != null) {
			add(path, former, id(row), Attributes.removed(stored(row), row, step, id(row)), context);
		}
		if (owner != null) {
			Map<String, @Nullable Object> state = EntityState.singular(row.persister, after, this.session);
			add(path, owner, id(row), Attributes.added(state, row, step, id(row)), context);
		}
	}

	private @Nullable Object former(WrittenRow row, String back, @Nullable Object owner) {
		@Nullable Object[] before = before(row);
		return (before != null) ? this.owners.reference(back, row.persister, before) : owner;
	}

	private Map<String, @Nullable Object> stored(WrittenRow row) {
		@Nullable Object[] before = before(row);
		return (before != null) ? EntityState.singular(row.persister, before, this.session) : Map.of();
	}

	/**
	 * Return the values before the write. A stateless session knows of what it deletes
	 * only the instance.
	 */
	private static @Nullable Object @Nullable [] before(WrittenRow row) {
		if (!row.isDeleted()) {
			return row.before();
		}
		@Nullable Object[] last = row.lastState();
		return (last != null) ? last : row.persister.getValues(row.entity);
	}

	private boolean isSame(PartStep step, Object one, Object other) {
		return one == other || Objects.equals(this.owners.identifier(step.owner(), one),
				this.owners.identifier(step.owner(), other));
	}

	private Attributes changed(WrittenRow row, PartStep step) {
		return Attributes.changed(row.changes(row.routes, this.session), row, step);
	}

	private @Nullable Object id(WrittenRow row) {
		return row.persister.getIdentifier(row.entity, this.session);
	}

	/**
	 * Note the elements of a collection that do not know their owner.
	 */
	void linked(LinkChange link, DispatchContext context) {
		for (PartPath path : this.signals.parts(this.session.getFactory()).of(link.persister().getRole())) {
			if (!link.isOwnerDeleted()) {
				link.added().forEach((element) -> linked(path, link.owner(), element, true, context));
				link.removed().forEach((element) -> linked(path, link.owner(), element, false, context));
			}
		}
	}

	private void linked(PartPath path, Object owner, @Nullable Object element, boolean added, DispatchContext context) {
		Object part = (element instanceof Map.Entry<?, ?> entry) ? entry.getValue() : element;
		if (part == null) {
			return;
		}
		PartStep step = path.last();
		Object id = this.owners.identifier(step.part(), part);
		Map<String, @Nullable Object> state = Hibernate.isInitialized(part) ? state(Hibernate.unproxy(part)) : Map.of();
		add(path, owner, id, added ? Attributes.added(state, null, step, id) : Attributes.removed(state, null, step, id),
				context);
	}

	private Map<String, @Nullable Object> state(Object part) {
		EntityPersister persister = this.session.getEntityPersister(null, part);
		return EntityState.singular(persister, persister.getValues(part), this.session);
	}

	private void add(PartPath path, Object owner, @Nullable Object id, Attributes attributes, DispatchContext context) {
		add(path, path.steps().size() - 1, owner, id, attributes, context);
	}

	/**
	 * Add to the owner of a part, or go on from it to what it is a part of itself.
	 */
	private void add(PartPath path, int index, Object reference, @Nullable Object id, Attributes attributes,
			DispatchContext context) {
		PartStep step = path.steps().get(index);
		Object owner = this.owners.resolve(step.owner(), reference, attributes.removal());
		if (owner == null) {
			return;
		}
		Attributes named = attributes.in(step.name(id));
		if (index == 0) {
			Key key = new Key(new InstanceKey(owner), path.part(), context);
			this.changes.computeIfAbsent(key, (unknown) -> new Change(owner, new Attributes())).attributes()
				.addAll(named, path.last().role() == null);
			return;
		}
		PartStep outer = path.steps().get(index - 1);
		Object ownerId = this.owners.identifier(step.owner(), owner);
		for (Object next : outerOwners(outer, owner)) {
			add(path, index - 1, next, ownerId, named, context);
		}
	}

	private List<?> outerOwners(PartStep outer, Object owner) {
		if (outer.back() == null) {
			return this.owners.ofUnknowing(outer, owner);
		}
		EntityPersister persister = this.session.getEntityPersister(null, owner);
		Object next = this.owners.reference(outer.back(), persister, persister.getValues(owner));
		return (next != null) ? List.of(next) : List.of();
	}

	/**
	 * Keep for the end of the transaction what was noted.
	 */
	void defer(Deferral deferral) {
		this.changes.forEach((key, change) -> {
			SenderRoutes routes = this.signals.routes(this.session.getEntityPersister(null, change.whole()));
			deferral.defer(new PostSave<>(routes.sender(), change.whole(), false, change.attributes().changes(),
					key.context()), key.context(), routes, key.part());
		});
	}

	private record Key(InstanceKey whole, Part part, DispatchContext context) {

	}

	private record Change(Object whole, Attributes attributes) {

	}

	/**
	 * Attributes of parts as they were and are. Those that are not there have no value.
	 *
	 * @param removal whether a part is no longer there
	 * @param before the old values
	 * @param after the new values
	 */
	private record Attributes(boolean removal, Map<String, @Nullable Object> before,
			Map<String, @Nullable Object> after) {

		Attributes(boolean removal) {
			this(removal, new LinkedHashMap<>(), new LinkedHashMap<>());
		}

		Attributes() {
			this(false);
		}

		static Attributes changed(Changes changes, WrittenRow row, PartStep step) {
			Attributes attributes = new Attributes();
			for (String name : changes.attributes()) {
				attributes.put(name, changes.before(name), changes.after(name), row, step);
			}
			return attributes;
		}

		static Attributes added(Map<String, @Nullable Object> state, @Nullable WrittenRow row, PartStep step,
				@Nullable Object id) {
			Attributes attributes = new Attributes();
			attributes.after.put("", id);
			attributes.before.put("", null);
			state.forEach((name, value) -> attributes.put(name, null, value, row, step));
			return attributes;
		}

		static Attributes removed(Map<String, @Nullable Object> state, @Nullable WrittenRow row, PartStep step,
				@Nullable Object id) {
			Attributes attributes = new Attributes(true);
			attributes.before.put("", id);
			attributes.after.put("", null);
			state.forEach((name, value) -> attributes.put(name, value, null, row, step));
			return attributes;
		}

		private void put(String name, @Nullable Object old, @Nullable Object value, @Nullable WrittenRow row,
				PartStep step) {
			boolean version = EntityAttributes.of((row != null) ? row.persister : step.part()).isVersion(name);
			if (!version && !step.isBack(name)) {
				this.before.put(name, old);
				this.after.put(name, value);
			}
		}

		boolean isEmpty() {
			return this.after.isEmpty();
		}

		/**
		 * Return the same with the names that they have in the owner of the part.
		 */
		Attributes in(String part) {
			Attributes named = new Attributes(this.removal);
			this.before.forEach((name, value) -> named.before.put(name.isEmpty() ? part : part + "." + name, value));
			this.after.forEach((name, value) -> named.after.put(name.isEmpty() ? part : part + "." + name, value));
			return named;
		}

		/**
		 * Add what was written later in the same flush.
		 * @param single whether it is of an association with one part at most, which is
		 * removed after its successor was added
		 */
		void addAll(Attributes later, boolean single) {
			if (single && later.removal) {
				this.before.putAll(later.before);
				addAbsent(this.after, later.after);
			}
			else {
				addAbsent(this.before, later.before);
				this.after.putAll(later.after);
			}
		}

		private static void addAbsent(Map<String, @Nullable Object> values, Map<String, @Nullable Object> others) {
			others.forEach((name, value) -> {
				if (!values.containsKey(name)) {
					values.put(name, value);
				}
			});
		}

		Changes changes() {
			return Changes.between(this.before, this.after);
		}

	}

}
