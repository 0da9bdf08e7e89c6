package io.github.signals.sample.library;

import io.github.signals.PostSaveReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Tells of books that are added and updated by hand; imports are none of its business.
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

}
