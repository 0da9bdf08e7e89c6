package io.github.signals.sample.library;

import java.math.BigDecimal;
import java.util.Map;

import io.github.signals.EntitySignal;
import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryTests extends AbstractShopTests {

	@Test
	void aBookIsLoggedWhenItIsAddedAndWhenItIsUpdated(CapturedOutput output) {
		// Behaviours 23, 24
		BookResponse book = create("/api/books", Map.of("title", "Spring Basics", "author", "Ada"), BookResponse.class);
		assertThat(output.getOut()).containsOnlyOnce("A new book titled 'Spring Basics' was added.")
			.doesNotContain("The book titled");
		put("/api/books/" + book.id(), Map.of("title", "Spring Advanced", "author", "Ada"), BookResponse.class);
		assertThat(output.getOut()).containsOnlyOnce("The book titled 'Spring Advanced' was updated.")
			.containsOnlyOnce("was added");
		assertThat(get("/api/books/" + book.id(), BookResponse.class).title()).isEqualTo("Spring Advanced");
	}

	@Test
	void aSaveThatChangesNothingIsAnUpdateToo(CapturedOutput output) {
		// Behaviours 157
		BookResponse book = create("/api/books", Map.of("title", "Same", "author", "Ada"), BookResponse.class);
		put("/api/books/" + book.id(), Map.of("title", "Same", "author", "Ada"), BookResponse.class);
		assertThat(output.getOut()).containsOnlyOnce("The book titled 'Same' was updated.");
	}

	@Test
	void importedBooksAreStoredWithTheirTimesAndNotLogged(CapturedOutput output) {
		// Behaviours 25
		String title = unique("Übung");
		long before = rows("book");
		post("/api/books/import", MediaType.parseMediaType("text/csv;charset=UTF-8"), """
				title,author
				%s,Ada
				"Commas, ""and"" quotes",Grace
				""".formatted(title)).expectStatus().isOk().expectBody().jsonPath("$.imported").isEqualTo(2);
		assertThat(rows("book")).isEqualTo(before + 2);
		assertThat(output.getOut()).doesNotContain("A new book titled");
		assertThat(get("/api/books", BookResponse[].class)).filteredOn((book) -> book.title().equals(title))
			.singleElement()
			.satisfies((book) -> assertThat(book.created()).isNotNull().isEqualTo(book.modified()));
		assertThat(this.committed).hasSize(2)
			.extracting(EntitySignal::context)
			.allSatisfy((context) -> assertThat(context.imported()).isTrue());
	}

	@Test
	void afterAnImportBooksAreLoggedAgain(CapturedOutput output) {
		post("/api/books/import", MediaType.parseMediaType("text/csv"), "title,author\nImported,Ada\n").expectStatus()
			.isOk();
		create("/api/books", Map.of("title", "By hand", "author", "Ada"), BookResponse.class);
		assertThat(output.getOut()).containsOnlyOnce("was added").contains("'By hand' was added.");
	}

	// S1, S3, S7: dirty checking
	@Test
	void aTitleThatNobodySavesIsHeardWithItsOldAndItsNewValue(CapturedOutput output) {
		BookResponse book = create("/api/books", Map.of("title", "Tpyo", "author", "Ada"), BookResponse.class);
		put("/api/books/" + book.id() + "/title", Map.of("title", "Typo"), BookResponse.class);
		assertThat(output.getOut()).containsOnlyOnce("The title 'Tpyo' is now 'Typo'.")
			.containsOnlyOnce("The book titled 'Typo' was updated.");
		assertThat(get("/api/books/" + book.id(), BookResponse.class).title()).isEqualTo("Typo");
	}

	// S8, Behaviours 147
	@Test
	void aStatementThatChangesAllPricesIsHeardOnceAndNoBookIs(CapturedOutput output) {
		create("/api/books", Map.of("title", "Priced", "author", "Ada"), BookResponse.class);
		this.committed.clear();
		this.client.post().uri("/api/books/prices").body(Map.of("factor", 2)).exchange().expectStatus().isOk();
		assertThat(this.jdbc.sql("select min(price) from book").query(BigDecimal.class).single())
			.isGreaterThanOrEqualTo(new BigDecimal(20));
		assertThat(output.getOut()).containsOnlyOnce("One statement gave").doesNotContain("was updated");
		assertThat(this.committed).isEmpty();
	}

	@Test
	void aTitleAndAFactorMustMakeSense() {
		BookResponse book = create("/api/books", Map.of("title", "Strict", "author", "Ada"), BookResponse.class);
		this.client.put()
			.uri("/api/books/" + book.id() + "/title")
			.body(Map.of("title", " "))
			.exchange()
			.expectStatus()
			.isBadRequest();
		this.client.put()
			.uri("/api/books/999999/title")
			.body(Map.of("title", "None"))
			.exchange()
			.expectStatus()
			.isNotFound();
		this.client.post().uri("/api/books/prices").body(Map.of("factor", -1)).exchange().expectStatus().isBadRequest();
	}

}
