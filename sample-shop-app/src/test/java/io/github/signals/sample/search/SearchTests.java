package io.github.signals.sample.search;

import java.util.List;
import java.util.Map;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.library.BookService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SearchTests extends AbstractShopTests {

	@Autowired
	private Signals signals;

	@Autowired
	private Flyway flyway;

	@Autowired
	private BookService books;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void aBookIsFoundByItsWordsInAnyOrderAndByTheirBeginnings() {
		String word = word("Quasar");
		int id = add(word + " Primer", "Octavia");
		assertThat(search(word)).containsExactly(new SearchResult("Book", id, word + " Primer by Octavia"));
		assertThat(search("octav " + word.substring(0, word.length() - 1))).extracting(SearchResult::id)
			.contains((long) id);
		assertThat(search(word + " nebula")).isEmpty();
	}

	@Test
	void aBookIsFoundByItsNewTitleAndNoLongerByTheOldOne() {
		String old = word("Zephyr");
		int id = add(old, "Ada");
		String title = word("Mistral");
		put("/api/books/" + id + "/title", Map.of("title", title), Map.class);
		assertThat(search(old)).isEmpty();
		assertThat(search(title)).hasSize(1);
	}

	@Test
	void importedBooksAreFoundToo() {
		String title = word("Imported");
		post("/api/books/import", MediaType.parseMediaType("text/csv"), "title,author\n" + title + ",Ada\n")
			.expectStatus()
			.isOk();
		assertThat(search(title)).hasSize(1);
	}

	@Test
	void whatIsDeletedOrRolledBackIsNotFound() {
		String host = word("quokka");
		Map<?, ?> site = create("/api/sites", Map.of("hostname", host, "rootPath", "/"), Map.class);
		assertThat(search(host)).hasSize(1);
		delete("/api/sites/" + site.get("siteId"));
		assertThat(search(host)).isEmpty();
		String title = word("Undone");
		this.transaction.executeWithoutResult((status) -> {
			this.books.add(title, "Ada");
			status.setRollbackOnly();
		});
		assertThat(search(title)).isEmpty();
	}

	@Test
	void whatWasWrittenPastTheApplicationIsFoundAfterARebuild() {
		String title = word("Hidden");
		this.jdbc.sql("insert into book (title, author, created, modified) values (?, 'Homer', now(), now())")
			.param(title)
			.update();
		this.client.post().uri("/api/search/rebuild").exchange().expectStatus().isAccepted();
		await().untilAsserted(
				() -> assertThat(search(title)).extracting(SearchResult::text).containsExactly(title + " by Homer"));
	}

	@Test
	void whatWasStoredBeforeTheStartIsFound() {
		String title = word("Ancient");
		this.jdbc.sql("insert into book (title, author, created, modified) values (?, 'Homer', now(), now())")
			.param(title)
			.update();
		assertThat(search(title)).isEmpty();
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::uid).contains("fill-search-index");
		this.flyway.migrate();
		assertThat(search(title)).extracting(SearchResult::text).containsExactly(title + " by Homer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "(", "\"unclosed", "AND OR NOT", "a:b~^", "\\", "[* TO *]" })
	void nothingThatPeopleTypeIsSyntax(String words) {
		search(words);
	}

	@Test
	void aSearchNeedsWordsAndNotTooMany() {
		expectProblem(this.client.get().uri("/api/search").exchange(), HttpStatus.BAD_REQUEST);
		expectProblem(this.client.get().uri("/api/search?q={words}", "w".repeat(101)).exchange(),
				HttpStatus.BAD_REQUEST);
	}

	/**
	 * Return a word that is not the beginning of another one.
	 */
	private static String word(String beginning) {
		return unique(beginning).replace("-", "") + "x";
	}

	private int add(String title, String author) {
		return (int) create("/api/books", Map.of("title", title, "author", author), Map.class).get("id");
	}

	private List<SearchResult> search(String words) {
		waitForCalls();
		return List.of(this.client.get()
			.uri("/api/search?q={words}", words)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(SearchResult[].class)
			.getResponseBody());
	}

}
