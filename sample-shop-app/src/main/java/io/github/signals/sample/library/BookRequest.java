package io.github.signals.sample.library;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record BookRequest(@NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 100) String author) {

	static BookRequest of(Map<String, String> row) {
		return new BookRequest(row.getOrDefault("title", ""), row.getOrDefault("author", ""));
	}

	Book toBook() {
		return new Book(this.title, this.author);
	}

}
