package io.github.signals.capture.persistence;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.EarlyInsertModel.Stubs;
import io.github.signals.capture.persistence.PendingModel.Basket;
import io.github.signals.capture.persistence.PendingModel.Baskets;
import io.github.signals.capture.persistence.oracle.AuditTrigger;

/**
 * The receivers of entities that wait to be inserted, and the triggers of their tables.
 */
abstract class EarlyInsertTestSupport extends PendingTestSupport {

	@Autowired
	Baskets baskets;

	@Autowired
	Stubs stubs;

	@BeforeEach
	void recordMore() {
		for (String table : List.of("stub", "binder")) {
			this.jdbc
				.sql("create trigger if not exists audit_" + table + " after insert, update, delete on " + table
						+ " for each row call '" + AuditTrigger.class.getName() + "'")
				.update();
		}
	}

	@AfterEach
	void clearMore() {
		List.of("binder_stub", "stub_marks", "stub", "binder")
			.forEach((t) -> this.jdbc.sql("delete from " + t).update());
	}

	final <T> void hear(Class<T> type, boolean before) {
		String name = type.getSimpleName().toLowerCase(Locale.ROOT);
		if (before) {
			this.signals.connect(ReceiverSpec.preSave(type).uid("before " + name),
					(save) -> this.heard.add("before " + name));
			this.signals.connect(ReceiverSpec.preDelete(type).uid("before delete " + name),
					(delete) -> this.heard.add("before delete " + name));
		}
		this.signals.connect(ReceiverSpec.postSave(type).uid("saved " + name),
				(saved) -> this.heard.add((saved.created() ? "created " : "updated ") + name
						+ (saved.created() ? "" : " " + saved.changes().attributes())));
		this.signals.connect(ReceiverSpec.postDelete(type).uid("deleted " + name),
				(deleted) -> this.heard.add("deleted " + name));
		this.signals.connect(ReceiverSpec.postSave(type).delivery(Delivery.AFTER_COMMIT).uid("net " + name),
				(saved) -> this.heard.add("committed " + (saved.created() ? "created " : "updated ") + name));
	}

	static Basket basket(String name) {
		Basket basket = new Basket();
		basket.name = name;
		basket.notes.add("n");
		return basket;
	}

}
