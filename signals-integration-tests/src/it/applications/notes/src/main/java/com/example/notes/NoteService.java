package com.example.notes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class NoteService {

	private final Notes notes;

	NoteService(Notes notes) {
		this.notes = notes;
	}

	@Transactional
	public Long create() {
		return this.notes.save(new Note("tea")).getId();
	}

	@Transactional
	public void change(Long id) {
		this.notes.findById(id).orElseThrow().setText("coffee");
	}

	@Transactional
	public void delete(Long id) {
		this.notes.deleteById(id);
	}

}
