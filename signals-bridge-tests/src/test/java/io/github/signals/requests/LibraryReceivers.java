package io.github.signals.requests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;

import io.github.signals.BulkWrite;
import io.github.signals.Changes;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.SaveFailed;
import io.github.signals.SaveFailedReceiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.requests.Library.Book;
import io.github.signals.requests.Library.Note;
import io.github.signals.requests.Library.Notes;
import io.github.signals.requests.Library.Shelf;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.DURABLE;

/**
 * What each request asks for, as an application would write it.
 */
class LibraryReceivers {

	final List<String> heard = new CopyOnWriteArrayList<>();

	private final Signals signals;

	private final Notes notes;

	LibraryReceivers(Signals signals, Notes notes) {
		this.signals = signals;
		this.notes = notes;
	}

	private void note(String receiver, Object text) {
		this.heard.add(receiver + ": " + text);
	}

	List<String> of(String receiver) {
		return this.heard.stream()
			.filter((each) -> each.startsWith(receiver + ": "))
			.map((each) -> each.substring(receiver.length() + 2))
			.toList();
	}

	@Receiver(dispatchUid = "lifecycle")
	void before(PreSave<Book> signal) {
		note("lifecycle", "before save of " + signal.instance().title);
	}

	@Receiver(dispatchUid = "lifecycle.after")
	void after(PostSave<Book> signal) {
		note("lifecycle", "after " + (signal.created() ? "creation" : "update") + " of " + signal.instance().title);
	}

	@Receiver(dispatchUid = "lifecycle.delete", value = { PreDelete.class, PostDelete.class }, sender = Book.class)
	void deletes(Signal<Book> signal) {
		note("lifecycle", signal.getClass().getSimpleName() + " of " + signal.instance().title);
	}

	@EventListener
	void listen(PostSave<Book> signal) {
		note("listener", signal.instance().title);
	}

	@PostSaveReceiver(dispatchUid = "created")
	void created(Shelf shelf, boolean created) {
		note("created", shelf.code + " " + created);
	}

	@PreSaveReceiver(dispatchUid = "register")
	void register(Book book) {
		this.signals.send(new Renamed(book));
	}

	record Renamed(Book instance) implements Signal<Book> {

	}

	@Receiver(dispatchUid = "registered", delivery = AFTER_COMMIT)
	void registered(Renamed renamed) {
		note("registered", renamed.instance().title);
	}

	@PreSaveReceiver(dispatchUid = "before.update", on = On.UPDATED, changed = "title")
	void beforeTheUpdate(Book book, Changes changes) {
		note("before.update", changes.before("title") + " -> " + changes.after("title"));
	}

	@PostSaveReceiver(dispatchUid = "changes", on = On.UPDATED)
	void changes(Book book, Changes changes) {
		note("changes", changes.before("title") + " -> " + changes.after("title"));
	}

	@PostSaveReceiver(dispatchUid = "batch", delivery = BEFORE_COMMIT)
	void batch(List<Book> books) {
		note("batch", books.stream().map((book) -> book.title).sorted().toList());
	}

	@PostSaveReceiver(dispatchUid = "after.commit", on = On.CREATED, delivery = AFTER_COMMIT)
	void afterTheCommit(Book book) {
		this.notes.save(new Note("created " + book.title));
		note("after.commit", book.title);
	}

	@PostSaveReceiver(dispatchUid = "after.rollback", delivery = AFTER_ROLLBACK)
	void afterTheRollback(Book book) {
		note("after.rollback", book.title);
	}

	@SaveFailedReceiver(dispatchUid = "failed")
	void failed(SaveFailed<Book> failed) {
		note("failed", failed.instance().status + " " + failed.cause().getSimpleName());
	}

	@PostSaveReceiver(dispatchUid = "net", on = On.UPDATED, delivery = AFTER_COMMIT)
	void net(Book book, Changes changes) {
		note("net", changes.attributes().stream().sorted().toList() + " " + changes.before("title") + " -> "
				+ changes.after("title"));
	}

	@PostSaveReceiver(dispatchUid = "dirty", on = On.UPDATED, changed = "status", delivery = AFTER_COMMIT)
	void dirty(Book book, Changes changes) {
		note("dirty", changes.before("status") + " -> " + changes.after("status"));
	}

	@Receiver(dispatchUid = "bulk", ids = true)
	void bulk(BulkWrite<Book> statement) {
		note("bulk", statement.operation() + " " + statement.rows() + " " + statement.ids());
	}

	@PostSaveReceiver(dispatchUid = "outbox", on = On.CREATED, delivery = DURABLE)
	void externalize(Shelf shelf) {
		note("outbox", shelf.code);
	}

}
