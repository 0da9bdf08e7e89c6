package io.github.signals.sample.library;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

record BookResponse(long id, String title, String author, @Nullable Instant created, @Nullable Instant modified) {

	static BookResponse of(Book book) {
		return new BookResponse(book.getId(), book.getTitle(), book.getAuthor(), book.getCreated(), book.getModified());
	}

}
