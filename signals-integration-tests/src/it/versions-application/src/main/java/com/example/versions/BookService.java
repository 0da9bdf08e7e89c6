package com.example.versions;

import java.sql.Connection;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
public class BookService {

	private final BookRepository books;

	private final NoteRepository notes;

	private final EntityManager em;

	private final JdbcTemplate jdbc;

	BookService(BookRepository books, NoteRepository notes, EntityManager em, JdbcTemplate jdbc) {
		this.books = books;
		this.notes = notes;
		this.em = em;
		this.jdbc = jdbc;
	}

	public void create() {
		Book book = new Book("Emma");
		book.tags.add("novel");
		book.authors.add(new Author("Jane"));
		this.books.save(book);
		this.em.persist(new Book("Persuasion"));
		this.books.save(new Book("Draft"));
	}

	/**
	 * A query flushes what is dirty, and the commit does.
	 */
	public void changeWhatIsManaged() {
		Book persuasion = this.books.findByTitle("Persuasion");
		persuasion.title = "Persuasion (revised)";
		Book emma = this.books.findByTitle("Emma");
		emma.tags.add("classic");
		emma.authors.clear();
	}

	public void writeManyAtOnce() {
		this.books.praise("Em%");
	}

	public void writeWithoutPersistenceContext() {
		SessionFactory factory = this.em.getEntityManagerFactory().unwrap(SessionFactory.class);
		this.jdbc.execute((Connection connection) -> {
			try (StatelessSession session = factory.openStatelessSession(connection)) {
				Book draft = session.createQuery("from Book where title = 'Draft'", Book.class).getSingleResult();
				draft.title = "Sanditon";
				session.update(draft);
			}
			return null;
		});
	}

	public void delete() {
		this.books.delete(this.books.findByTitle("Emma!"));
		this.books.deleteByTitle("Persuasion (revised)");
	}

	public void writeNotes() {
		this.notes.saveAll(List.of(new Note(null, "buy tea"), new Note(null, "buy milk"), new Note(null, "write")));
		this.notes.deleteByTextStartingWith("buy");
		this.notes.shout();
	}

}
