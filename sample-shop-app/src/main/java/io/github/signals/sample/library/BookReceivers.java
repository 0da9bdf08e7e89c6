package io.github.signals.sample.library;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Logs books that are added and updated by hand, but not imported ones.
 */
@Component
class BookReceivers {

	private static final Logger logger = LoggerFactory.getLogger(BookReceivers.class);

	@PostSaveReceiver(dispatchUid = "log_book")
	void log(Book book, boolean created) {
		if (created) {
			logger.info("A new book titled '{}' was added.", book.getTitle());
		}
		else {
			logger.info("The book titled '{}' was updated.", book.getTitle());
		}
	}

	@PostSaveReceiver(on = On.UPDATED, changed = "title", dispatchUid = "log_title")
	void logTitle(Book book, Changes changes) {
		logger.info("The title '{}' is now '{}'.", changes.before("title"), changes.after("title"));
	}

	@BulkWriteReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_prices")
	void logPrices(BulkWrite<Book> write) {
		logger.info("One statement gave {} books a new price.", write.rows());
	}

}
