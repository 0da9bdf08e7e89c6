package com.example.durable;

import com.example.heard.Heard;

import org.springframework.stereotype.Component;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

@Component
class NoteReceivers {

	private final Heard heard;

	NoteReceivers(Heard heard) {
		this.heard = heard;
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "print-note")
	void print(Note note) {
		this.heard.add("durably: " + note.getText() + " " + note.getId());
	}

}
