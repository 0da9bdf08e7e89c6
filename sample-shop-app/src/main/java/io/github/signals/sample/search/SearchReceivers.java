package io.github.signals.sample.search;

import java.util.List;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import jakarta.persistence.EntityManager;

import org.springframework.stereotype.Component;

/**
 * Keeps the search index. Whatever was saved and deleted meanwhile is one call and one
 * change of the index. It hears both, because only the calls of one receiver keep the
 * order of the commits: a deleted entity does not come back. If a call is repeated after
 * a crash, it writes the same again.
 */
@Component
class SearchReceivers {

	private final SearchIndex index;

	private final EntityManager entityManager;

	SearchReceivers(SearchIndex index, EntityManager entityManager) {
		this.index = index;
		this.entityManager = entityManager;
	}

	@Receiver(value = { PostSave.class, PostDelete.class }, delivery = Delivery.DURABLE, batchSize = 200,
			imports = true, dispatchUid = "search_index")
	void update(List<Signal<Searchable>> changes) {
		for (Signal<Searchable> change : changes) {
			String entity = change.sender().getSimpleName();
			// No session has what was deleted, or what was saved and is gone by now.
			if (change instanceof PostDelete<?> || !this.entityManager.contains(change.instance())) {
				this.index.remove(entity, change.instance());
			}
			else {
				this.index.put(entity, change.instance());
			}
		}
	}

}
