package io.github.signals.capture.persistence;

import org.hibernate.generator.Generator;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * When an attribute is written.
 *
 * @param inserted whether a creation writes or generates it
 * @param updated whether an update writes it
 * @param generated whether an update generates it
 * @param onlyGenerated whether the database alone gives it its first value
 */
record AttributeWriting(boolean inserted, boolean updated, boolean generated, boolean onlyGenerated) {

	static final AttributeWriting ALWAYS = new AttributeWriting(true, true, false, false);

	static AttributeWriting of(EntityPersister persister, int index) {
		Generator generator = persister.getGenerators()[index];
		boolean generated = generator != null && generator.generatesOnInsert();
		boolean inserted = persister.getPropertyInsertability()[index];
		return new AttributeWriting(generated || inserted, persister.getPropertyUpdateability()[index],
				isGeneratedByUpdates(persister, index), !inserted);
	}

	/**
	 * Return whether an update writes or generates it.
	 */
	boolean isUpdated() {
		return this.updated || this.generated;
	}

	boolean isEver() {
		return this.inserted || this.updated || this.generated;
	}

	/**
	 * Return when a part of an embedded value is written.
	 */
	AttributeWriting of(@Nullable AttributeMapping part) {
		return (part == null) ? this : new AttributeWriting(this.inserted && part.getAttributeMetadata().isInsertable(),
				this.updated && part.getAttributeMetadata().isUpdatable(), this.generated, this.onlyGenerated);
	}

	/**
	 * Return whether each update gives a property a value of its own.
	 */
	static boolean isGeneratedByUpdates(EntityPersister persister, int index) {
		Generator generator = persister.getGenerators()[index];
		return persister.isVersioned() && index == persister.getVersionPropertyIndex()
				|| generator != null && generator.generatesOnUpdate();
	}

}
