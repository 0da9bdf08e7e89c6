package io.github.signals.sample.auditing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Changes;
import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.sample.auditing.AuditEntry.Operation;

import org.springframework.stereotype.Component;

/**
 * Keeps the audit log. An entry is committed with the change that it is about, or not at
 * all.
 */
@Component
class AuditReceivers {

	private static final Set<String> TIMES = Set.of("created", "modified");

	private final AuditEntryRepository entries;

	AuditReceivers(AuditEntryRepository entries) {
		this.entries = entries;
	}

	@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT, imports = true, dispatchUid = "audit_save")
	void recordSave(PostSave<TimeStamped> saved) {
		Operation operation = saved.created() ? Operation.CREATED : Operation.UPDATED;
		Changes changes = saved.changes();
		for (String attribute : changes.attributes()) {
			Object before = changes.before(attribute);
			Object after = changes.after(attribute);
			if (!TIMES.contains(attribute) && (before != null || after != null)) {
				this.entries.save(new AuditEntry(now(), operation, saved, saved.instance().getId())
					.withValues(attribute, before, after));
			}
		}
	}

	@CollectionChangeReceiver(delivery = Delivery.BEFORE_COMMIT, condition = "!signal.inverse && !signal.ownerDeleted",
			imports = true, dispatchUid = "audit_links")
	void recordLinks(CollectionChange<TimeStamped> change) {
		this.entries.save(new AuditEntry(now(), Operation.UPDATED, change, change.instance().getId())
			.withValues(change.attribute(), change.removed(), change.added()));
	}

	@PostDeleteReceiver(delivery = Delivery.BEFORE_COMMIT, imports = true, dispatchUid = "audit_delete")
	void recordDelete(PostDelete<TimeStamped> deleted) {
		this.entries.save(new AuditEntry(now(), Operation.DELETED, deleted, deleted.instance().getId()));
	}

	@BulkWriteReceiver(delivery = Delivery.BEFORE_COMMIT, imports = true, dispatchUid = "audit_bulk_write")
	void recordBulkWrite(BulkWrite<TimeStamped> write) {
		this.entries.save(new AuditEntry(now(), Operation.BULK, write, null).withValues("rows", null, write.rows()));
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MICROS);
	}

}
