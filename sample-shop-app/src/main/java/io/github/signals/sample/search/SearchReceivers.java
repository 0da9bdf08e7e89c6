package io.github.signals.sample.search;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;

import org.springframework.stereotype.Component;

/**
 * Keeps the search index. It is in memory and is filled again at each start, so that no
 * change is missing if the process dies before a receiver has run. Where two threads
 * change one entity, the receivers may run in another order than the commits: then the
 * index has the older text until the next change or start.
 */
@Component
class SearchReceivers {

	private final SearchIndex index;

	SearchReceivers(SearchIndex index) {
		this.index = index;
	}

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, imports = true, dispatchUid = "index_saved")
	void put(PostSave<Searchable> saved) {
		this.index.put(saved.sender().getSimpleName(), saved.instance());
	}

	@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, imports = true, dispatchUid = "index_deleted")
	void remove(PostDelete<Searchable> deleted) {
		this.index.remove(deleted.sender().getSimpleName(), deleted.instance());
	}

}
