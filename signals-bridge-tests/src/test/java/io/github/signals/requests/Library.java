package io.github.signals.requests;

import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application whose receivers do what people have asked for.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Library.class)
@EnableJpaRepositories(basePackageClasses = Library.class, considerNestedRepositories = true,
		includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = JpaRepository.class))
@Import({ Library.BookController.class, LibraryReceivers.class })
class Library {

	@Entity(name = "Book")
	static class Book {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Nullable String title;

		@Nullable String status;

		protected Book() {
		}

		Book(String title) {
			this.title = title;
			this.status = "NEW";
		}

	}

	/** Its identifier is known before it is saved. */
	@Entity(name = "Shelf")
	static class Shelf {

		@Id
		@Nullable String code;

		protected Shelf() {
		}

		Shelf(String code) {
			this.code = code;
		}

	}

	@Entity(name = "Note")
	static class Note {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Nullable String text;

		protected Note() {
		}

		Note(String text) {
			this.text = text;
		}

	}

	interface Books extends JpaRepository<Book, Long> {

		@Modifying
		@Transactional
		@Query("update Book b set b.status = :status where b.title like :title")
		int changeStatus(String title, String status);

	}

	interface Shelves extends JpaRepository<Shelf, String> {

	}

	interface Notes extends JpaRepository<Note, Long> {

		List<Note> findByText(String text);

	}

	/** As Spring Data REST would be. */
	@RestController
	static class BookController {

		private final Books books;

		BookController(Books books) {
			this.books = books;
		}

		@PostMapping("/books")
		@Transactional
		public long create(@RequestParam String title) {
			Book book = this.books.save(new Book(title));
			if (title.isEmpty()) {
				throw new IllegalArgumentException("A book has a title");
			}
			return (book.id != null) ? book.id : -1;
		}

		@PutMapping("/books/{id}")
		public void update(@PathVariable long id, @RequestParam String title) {
			Book book = new Book(title);
			book.id = id;
			this.books.save(book);
		}

	}

}
