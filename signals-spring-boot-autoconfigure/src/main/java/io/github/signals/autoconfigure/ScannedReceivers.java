package io.github.signals.autoconfigure;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.stereotype.Component;

import io.github.signals.Receiver;

/**
 * Excludes nothing from the component scan, but notes which classes have receivers and
 * are not annotated as components. It uses the metadata that the scan has read, so that
 * no class is loaded.
 */
final class ScannedReceivers extends TypeExcludeFilter {

	static final String BEAN_NAME = "signalsScannedReceivers";

	/** What others look after: an instance of it is not a bean anyway. */
	private static final List<String> STORED = List.of("jakarta.persistence.Entity", "jakarta.persistence.Embeddable",
			"jakarta.persistence.MappedSuperclass");

	private final Set<String> classNames = Collections.synchronizedSet(new TreeSet<>());

	@Override
	public boolean match(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory) {
		AnnotationMetadata type = metadataReader.getAnnotationMetadata();
		if (type.isConcrete() && !type.hasEnclosingClass() && type.hasAnnotatedMethods(Receiver.class.getName())
				&& !type.isAnnotated(Component.class.getName()) && STORED.stream().noneMatch(type::isAnnotated)) {
			this.classNames.add(type.getClassName());
		}
		return false;
	}

	/**
	 * Return the names of the classes.
	 */
	Set<String> classNames() {
		return new TreeSet<>(this.classNames);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
