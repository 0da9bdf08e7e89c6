package io.github.signals.sample.library;

import java.net.URI;
import java.util.List;

import io.github.signals.sample.web.CsvReader;
import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/books")
class BookController {

	private final BookService books;

	private final CsvReader csv;

	BookController(BookService books, CsvReader csv) {
		this.books = books;
		this.csv = csv;
	}

	@PostMapping
	ResponseEntity<BookResponse> add(@Valid @RequestBody BookRequest request) {
		BookResponse book = BookResponse.of(this.books.add(request.title(), request.author()));
		return ResponseEntity.created(URI.create("/api/books/" + book.id())).body(book);
	}

	@GetMapping
	List<BookResponse> list() {
		return this.books.list().stream().map(BookResponse::of).toList();
	}

	@GetMapping("/{id}")
	BookResponse get(@PathVariable long id) {
		return BookResponse.of(this.books.get(id));
	}

	@PutMapping("/{id}")
	BookResponse update(@PathVariable long id, @Valid @RequestBody BookRequest request) {
		return BookResponse.of(this.books.update(id, request.title(), request.author()));
	}

	@PostMapping(path = "/import", consumes = "text/csv")
	ImportResponse importAll(@RequestBody String body) {
		List<BookRequest> rows = this.csv.read(body, BookRequest::of);
		return new ImportResponse(this.books.importAll(rows.stream().map(BookRequest::toBook).toList()));
	}

	record ImportResponse(int imported) {

	}

}
