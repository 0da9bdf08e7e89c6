package io.github.signals.sample.search;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the index with what is stored when the application starts.
 */
@Component
class SearchIndexFiller {

	private final EntityManager entityManager;

	private final SearchIndex index;

	SearchIndexFiller(EntityManager entityManager, SearchIndex index) {
		this.entityManager = entityManager;
		this.index = index;
	}

	@EventListener(ApplicationStartedEvent.class)
	@Transactional(readOnly = true)
	void fill() {
		this.entityManager.getMetamodel().getEntities().forEach(this::fill);
	}

	private void fill(EntityType<?> type) {
		if (Searchable.class.isAssignableFrom(type.getJavaType())) {
			this.entityManager.createQuery("from " + type.getName(), Searchable.class)
				.getResultStream()
				.forEach((searchable) -> this.index.put(type.getJavaType().getSimpleName(), searchable));
		}
	}

}
