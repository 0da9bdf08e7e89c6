package io.github.signals.sample.cms;

import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PreDeleteReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Unpublishes pages before they are deleted.
 */
@Component
class PageReceivers {

	private static final Logger logger = LoggerFactory.getLogger(PageReceivers.class);

	@PreDeleteReceiver(condition = "instance.live", dispatchUid = "unpublish_page")
	void unpublish(Page page) {
		page.unpublish();
		logger.info("Page unpublished: \"{}\" id={}", page.getTitle(), page.getId());
	}

	@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_page_deleted")
	void logDeleted(Page page) {
		logger.info("Page deleted: \"{}\" id={}", page.getTitle(), page.getId());
	}

	@CollectionChangeReceiver(changed = "tags", dispatchUid = "log_tags")
	void logTags(CollectionChange<Page> change) {
		logger.info("Tags of \"{}\": added {}, removed {}", change.instance().getTitle(), change.added(),
				change.removed());
	}

}
