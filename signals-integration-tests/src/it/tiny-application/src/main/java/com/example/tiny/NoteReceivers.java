package com.example.tiny;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

import org.springframework.stereotype.Component;

@Component
class NoteReceivers {

	private final ReceiptRepository receipts;

	NoteReceivers(ReceiptRepository receipts) {
		this.receipts = receipts;
	}

	@PostSaveReceiver
	void inTransaction(Note note, boolean created) {
		TinyApplication.logger.info("in the transaction: {}, id {}, created {}", note.text(), note.id(), created);
	}

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
	void afterCommit(Note note) {
		this.receipts.save(new Receipt(null, note.text()));
		TinyApplication.logger.info("after the commit: {}", note.text());
	}

}
