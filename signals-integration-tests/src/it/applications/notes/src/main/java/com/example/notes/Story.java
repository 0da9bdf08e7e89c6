package com.example.notes;

import com.example.heard.Heard;

import org.springframework.context.ApplicationContext;

/**
 * A note is created, changed and deleted, and heard of each time.
 */
final class Story {

	private Story() {
	}

	static void tell(ApplicationContext context) throws InterruptedException {
		NoteService notes = context.getBean(NoteService.class);
		Long id = notes.create();
		notes.change(id);
		notes.delete(id);
		context.getBean(Heard.class)
			.expect("created tea", "updated coffee", "after the commit: tea is coffee", "deleted coffee");
	}

}
