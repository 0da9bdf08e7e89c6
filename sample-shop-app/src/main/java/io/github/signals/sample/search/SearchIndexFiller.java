package io.github.signals.sample.search;

import io.github.signals.MigrationsFinished;
import io.github.signals.Receiver;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the index with what is stored. The index is only in memory, so this happens at
 * each start, as soon as Flyway has brought the tables up to date and before the first
 * request is answered.
 */
@Component
class SearchIndexFiller {

	private static final Logger logger = LoggerFactory.getLogger(SearchIndexFiller.class);

	private final EntityManager entityManager;

	private final SearchIndex index;

	SearchIndexFiller(EntityManager entityManager, SearchIndex index) {
		this.entityManager = entityManager;
		this.index = index;
	}

	@Receiver(dispatchUid = "fill-search-index")
	@Transactional(readOnly = true)
	void fill(MigrationsFinished migrations) {
		logger.info("Filling the search index after {} migrations of {}", migrations.applied().size(),
				migrations.tool());
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
