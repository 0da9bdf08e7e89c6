package com.example.notes;

import org.springframework.stereotype.Component;

import com.example.heard.Heard;
import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;

@Component
class NoteReceivers {

	private final Heard heard;

	NoteReceivers(Heard heard) {
		this.heard = heard;
	}

	@PostSaveReceiver
	void saved(Note note, boolean created) {
		this.heard.add((created ? "created " : "updated ") + note.getText());
	}

	@PostSaveReceiver(on = On.UPDATED, changed = "text", delivery = Delivery.AFTER_COMMIT)
	void changed(Note note, Changes changes) {
		this.heard.add("after the commit: " + changes.before("text") + " is " + changes.after("text"));
	}

	@PostDeleteReceiver
	void deleted(Note note) {
		this.heard.add("deleted " + note.getText());
	}

}
