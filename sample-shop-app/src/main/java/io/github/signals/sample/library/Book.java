package io.github.signals.sample.library;

import java.math.BigDecimal;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A book of the library.
 */
@Entity
public class Book extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String title;

	private String author;

	private BigDecimal price = BigDecimal.TEN;

	@SuppressWarnings("NullAway.Init")
	protected Book() {
	}

	Book(String title, String author) {
		this.title = title;
		this.author = author;
	}

	void correct(String title, String author) {
		this.title = title;
		this.author = author;
	}

	void rename(String title) {
		this.title = title;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The book is not saved yet");
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public String getAuthor() {
		return this.author;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	@Override
	public String getSearchText() {
		return this.title + " by " + this.author;
	}

}
