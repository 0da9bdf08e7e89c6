package com.example.tiny;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class NoteService {

	private final NoteRepository notes;

	NoteService(NoteRepository notes) {
		this.notes = notes;
	}

	public void write(String text) {
		this.notes.save(new Note(null, text));
		TinyApplication.logger.info("about to commit: {}", text);
	}

	public void writeAndFail(String text) {
		this.notes.save(new Note(null, text));
		throw new IllegalStateException("on purpose");
	}

}
