package com.example.versions;

import java.util.Map;
import java.util.TreeMap;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.PreSaveReceiver;

import org.springframework.stereotype.Component;

@Component
class BookReceivers {

	@PreSaveReceiver
	void name(Book book) {
		book.slug = book.title.toLowerCase();
	}

	@PostSaveReceiver
	void saved(Book book, boolean created, Changes changes) {
		Map<String, Object> after = new TreeMap<>();
		changes.attributes().forEach((name) -> after.put(name, changes.after(name)));
		after.remove("version");
		VersionsApplication.say(created ? "created " + book.title : "updated " + after);
	}

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
	void stored(Book book, boolean created) {
		VersionsApplication.say("after the commit: " + (created ? "created " : "updated ") + book.title);
	}

	@CollectionChangeReceiver(changed = "authors")
	void authors(CollectionChange<Book> change) {
		VersionsApplication.say("authors: added " + change.added() + ", removed " + change.removed());
	}

	@BulkWriteReceiver({ Book.class, Note.class })
	void bulk(BulkWrite<?> write) {
		VersionsApplication.say(write.operation() + " of " + write.rows() + " " + write.sender().getSimpleName());
	}

	@PreDeleteReceiver
	void deleting(Book book) {
		VersionsApplication.say("deleting " + book.title);
	}

	@PostDeleteReceiver({ Book.class, Note.class })
	void deleted(PostDelete<?> signal) {
		Object deleted = signal.instance();
		VersionsApplication.say("deleted " + ((deleted instanceof Book book) ? book.title : deleted));
	}

}
