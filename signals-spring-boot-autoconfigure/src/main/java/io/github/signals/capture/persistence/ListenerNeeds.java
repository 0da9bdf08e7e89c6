package io.github.signals.capture.persistence;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;

import io.github.signals.CollectionChange;
import io.github.signals.DeleteFailed;
import io.github.signals.PostDelete;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SaveFailed;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * What the receivers of one moment need to hear of one session factory.
 */
final class ListenerNeeds {

	/** What is needed as long as nobody is connected. */
	static final ListenerNeeds NONE = new ListenerNeeds(new ReceiverRegistry());

	private final boolean preSaves;

	private final boolean preDeletes;

	private final boolean postSaves;

	private final boolean postDeletes;

	private final boolean failures;

	private final boolean links;

	private final boolean loads;

	private final boolean netChange;

	private boolean insertsAtOnce;

	private boolean callbacks;

	private boolean collectionsOfValues;

	private boolean lazyAttributes;

	private ListenerNeeds(ReceiverRegistry registry) {
		this.preSaves = registry.hasReceivers(PreSave.class);
		this.preDeletes = registry.hasReceivers(PreDelete.class);
		this.postSaves = registry.hasReceivers(PostSave.class);
		this.postDeletes = registry.hasReceivers(PostDelete.class);
		this.failures = failures(registry);
		this.links = registry.hasReceivers(CollectionChange.class) || registry.hasPartReceivers();
		this.loads = registry.hasReceivers(PostLoad.class);
		this.netChange = registry.hasDeferredReceivers();
	}

	static ListenerNeeds of(ReceiverRegistry registry, SessionFactoryImplementor factory) {
		ListenerNeeds needs = new ListenerNeeds(registry);
		if (needs.rows()) {
			needs.readMapping(factory.getMappingMetamodel(), factory.getEventEngine().getCallbackRegistry());
		}
		return needs;
	}

	private void readMapping(MappingMetamodelImplementor mapping, CallbackRegistry callbacks) {
		mapping.forEachEntityDescriptor((persister) -> {
			this.insertsAtOnce |= insertsAtOnce(persister);
			this.lazyAttributes |= persister.hasLazyProperties();
			this.callbacks |= callbacks.hasRegisteredCallbacks(persister.getMappedClass(), CallbackType.PRE_UPDATE);
		});
		mapping.forEachCollectionDescriptor(
				(collection) -> this.collectionsOfValues |= !MappedCollections.isOfEntities(collection));
	}

	/**
	 * Return whether an entity is inserted as soon as it is made persistent, as the
	 * database generates its identifier.
	 */
	static boolean insertsAtOnce(EntityPersister persister) {
		return persister.getGenerator() instanceof OnExecutionGenerator;
	}

	boolean preSaves() {
		return this.preSaves;
	}

	boolean preDeletes() {
		return this.preDeletes;
	}

	boolean deletes() {
		return this.preDeletes || this.postDeletes;
	}

	/**
	 * Return whether deletes matter: by themselves, or for the net change of what was
	 * saved before them.
	 */
	boolean deletedRows() {
		return deletes() || this.failures || this.netChange;
	}

	/**
	 * Return whether anything is heard of what the factory stores.
	 */
	boolean any() {
		return rowsOrLinks() || loads();
	}

	boolean rows() {
		return deletes() || this.preSaves || this.postSaves || this.failures;
	}

	/**
	 * Return whether it is heard of what could not be written.
	 */
	boolean failures() {
		return this.failures;
	}

	static boolean failures(ReceiverRegistry registry) {
		return registry.hasReceivers(SaveFailed.class) || registry.hasReceivers(DeleteFailed.class);
	}

	boolean rowsOrLinks() {
		return rows() || this.links;
	}

	boolean loads() {
		return this.loads;
	}

	/**
	 * Return whether what is in a collection is heard of with its owner or on its own.
	 */
	boolean collections() {
		return this.links || this.collectionsOfValues;
	}

	boolean collectionsOfValues() {
		return this.collectionsOfValues;
	}

	/**
	 * Return whether a call may write a row without a flush.
	 */
	boolean insertsAtOnce() {
		return this.insertsAtOnce;
	}

	/**
	 * Return whether an entity may change itself, or be changed by its listener, in the
	 * flush that updates it.
	 */
	boolean callbacks() {
		return this.callbacks;
	}

	/**
	 * Return whether attributes may be set that nobody has loaded.
	 */
	boolean lazyAttributes() {
		return this.lazyAttributes;
	}

}
