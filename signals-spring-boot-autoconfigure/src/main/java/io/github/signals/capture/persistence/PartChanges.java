package io.github.signals.capture.persistence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import io.github.signals.PostSave;
import io.github.signals.dispatch.Deferral;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.InstanceKey;
import io.github.signals.dispatch.NotedContext;
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
	 * Note all that was written.
	 * @param context who and what leads to changes of collections
	 * @param contexts who and what leads to each write
	 */
	PartChanges addAll(Batch batch, DispatchContext context, Function<SettledWrite, DispatchContext> contexts) {
		for (SettledWrite write : batch.writes()) {
			if (write.row().isWritten() && write.row().routes.isPart()) {
				written(write.row(), contexts.apply(write).undecorated());
			}
		}
		batch.links().forEach((link) -> linked(link, context));
		return this;
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
				PartAttributes attributes = changed(row, path.last());
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
		Object owner = row.isDeleted() ? null : this.owners.reference(back, row.persister, row.entity, after);
		Object former = row.isCreated() ? null : former(row, back, owner);
		if (former != null && owner != null && isSame(step, former, owner)) {
			PartAttributes attributes = changed(row, step);
			if (!attributes.isEmpty()) {
				add(path, owner, id(row), attributes, context);
			}
			return;
		}
		if (former != null) {
			add(path, former, id(row), PartAttributes.removed(stored(row), row, step, id(row)), context);
		}
		if (owner != null) {
			Map<String, @Nullable Object> state = EntityState.singular(row.persister, after, this.session);
			add(path, owner, id(row), PartAttributes.added(state, row, step, id(row)), context);
		}
	}

	private @Nullable Object former(WrittenRow row, String back, @Nullable Object owner) {
		@Nullable Object[] before = before(row);
		return (before != null) ? this.owners.reference(back, row.persister, row.entity, before) : owner;
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

	private PartAttributes changed(WrittenRow row, PartStep step) {
		return PartAttributes.changed(row.changes(row.routes, this.session), row, step);
	}

	private @Nullable Object id(WrittenRow row) {
		return row.persister.getIdentifier(row.entity, this.session);
	}

	/**
	 * Note the elements of a collection that do not know their owner.
	 */
	private void linked(LinkChange link, DispatchContext context) {
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
		add(path, owner, id,
				added ? PartAttributes.added(state, null, step, id) : PartAttributes.removed(state, null, step, id),
				context);
	}

	private Map<String, @Nullable Object> state(Object part) {
		EntityPersister persister = this.session.getEntityPersister(null, part);
		return EntityState.singular(persister, persister.getValues(part), this.session);
	}

	private void add(PartPath path, Object owner, @Nullable Object id, PartAttributes attributes,
			DispatchContext context) {
		add(path, path.steps().size() - 1, owner, id, attributes, context);
	}

	/**
	 * Add to the owner of a part, or go on from it to what it is a part of itself.
	 */
	private void add(PartPath path, int index, Object reference, @Nullable Object id, PartAttributes attributes,
			DispatchContext context) {
		PartStep step = path.steps().get(index);
		Object owner = this.owners.resolve(step.owner(), reference, attributes.removal());
		if (owner == null) {
			return;
		}
		PartAttributes named = attributes.in(step.name(id));
		if (index == 0) {
			Key key = new Key(new InstanceKey(owner), path.part(), context);
			this.changes.computeIfAbsent(key, (unknown) -> new Change(owner, new PartAttributes()))
				.attributes()
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
		Object next = this.owners.reference(outer.back(), persister, owner, persister.getValues(owner));
		return (next != null) ? List.of(next) : List.of();
	}

	/**
	 * Keep for the end of the transaction what was noted.
	 */
	void defer(Deferral deferral) {
		this.changes.forEach((key, change) -> {
			SenderRoutes routes = this.signals.routes(this.session.getEntityPersister(null, change.whole()));
			DispatchContext context = NotedContext.of(key.context(), routes);
			deferral.defer(
					new PostSave<>(routes.sender(), change.whole(), false, change.attributes().changes(), context),
					context, routes, key.part());
		});
	}

	private record Key(InstanceKey whole, Part part, DispatchContext context) {

	}

	private record Change(Object whole, PartAttributes attributes) {

	}

}
