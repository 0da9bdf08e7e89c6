package io.github.signals.sample.library;

import java.math.BigDecimal;
import java.util.List;

import io.github.signals.Signals;
import io.github.signals.sample.web.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds, updates and imports books.
 */
@Service
@Transactional
public class BookService {

	private final BookRepository books;

	private final Signals signals;

	BookService(BookRepository books, Signals signals) {
		this.books = books;
		this.signals = signals;
	}

	@Transactional(readOnly = true)
	public List<Book> list() {
		return this.books.findAll();
	}

	@Transactional(readOnly = true)
	public Book get(long id) {
		return this.books.findById(id).orElseThrow(() -> new NotFoundException("book", id));
	}

	public Book add(String title, String author) {
		return this.books.save(new Book(title, author));
	}

	public Book update(long id, String title, String author) {
		Book book = get(id);
		book.correct(title, author);
		return this.books.save(book);
	}

	/**
	 * Give a book another title. There is no call of save: the change is written and
	 * heard when the transaction ends.
	 * @param id the identifier of the book
	 * @param title its new title
	 * @return the book
	 */
	public Book rename(long id, String title) {
		Book book = get(id);
		book.rename(title);
		return book;
	}

	/**
	 * Change the price of all books with one statement.
	 * @param factor the factor by which to multiply the prices
	 * @return how many books have a new price
	 */
	public int multiplyPrices(BigDecimal factor) {
		return this.books.multiplyPrices(factor);
	}

	/**
	 * Import books. Only receivers that hear imports run.
	 * @param books the books
	 * @return how many were imported
	 */
	int importAll(List<Book> books) {
		return this.signals.importing(() -> this.books.saveAll(books)).size();
	}

}
