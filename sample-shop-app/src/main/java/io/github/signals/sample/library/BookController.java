package io.github.signals.sample.library;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

import io.github.signals.sample.web.CsvReader;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

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

	@PutMapping("/{id}/title")
	BookResponse rename(@PathVariable long id, @Valid @RequestBody Title title) {
		return BookResponse.of(this.books.rename(id, title.title()));
	}

	@PostMapping("/prices")
	PricesResponse multiplyPrices(@Valid @RequestBody Prices prices) {
		return new PricesResponse(this.books.multiplyPrices(prices.factor()));
	}

	@PostMapping(path = "/import", consumes = "text/csv")
	ImportResponse importAll(@RequestBody String body) {
		List<BookRequest> rows = this.csv.read(body, BookRequest::of);
		return new ImportResponse(this.books.importAll(rows.stream().map(BookRequest::toBook).toList()));
	}

	record Title(@NotBlank @Size(max = 200) String title) {

	}

	record Prices(@NotNull @Positive @DecimalMax("10") BigDecimal factor) {

	}

	record PricesResponse(int changed) {

	}

	record ImportResponse(int imported) {

	}

}
