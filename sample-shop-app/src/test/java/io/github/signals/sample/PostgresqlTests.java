package io.github.signals.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main flows of all features on a real PostgreSQL, with the profile that an operator
 * would use.
 */
@ActiveProfiles("postgresql")
class PostgresqlTests extends AbstractShopTests {

	private static final EmbeddedPostgres POSTGRES = start();

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("SHOP_DB_URL", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
		registry.add("SHOP_DB_USER", () -> "postgres");
		registry.add("SHOP_DB_PASSWORD", () -> "postgres");
	}

	@Test
	void theDatabaseIsPostgresql() {
		assertThat(this.jdbc.sql("select version()").query(String.class).single()).startsWith("PostgreSQL");
	}

	@Test
	void theStartUpStoryIsStored() {
		assertThat(this.jdbc.sql("select username from app_user where id = 1").query(String.class).single())
			.isEqualTo("ada");
		assertThat(rows("warehouse w join crate c on c.id = w.newest_crate_id where c.name = 'Plums'")).isPositive();
		assertThat(rows("audit_entry where actor = 'storyteller'")).isPositive();
	}

	@Test
	void aNewUserGetsAProfileWhichIsSavedWithTheUser() {
		int id = id(create("/api/users", user(unique("edsger")), Map.class));
		Map<?, ?> before = profile(get("/api/users/" + id, Map.class));
		Map<?, ?> muted = profile(put("/api/users/" + id + "/email", Map.of("email", "e@example.com"), Map.class));
		assertThat(muted).isEqualTo(before);
		Map<?, ?> after = profile(
				put("/api/users/" + id + "/profile", Map.of("bio", "Go to?", "location", "Nuenen"), Map.class));
		assertThat(after.get("bio")).isEqualTo("Go to?");
		assertThat(after.get("modified")).isNotEqualTo(before.get("modified"));
	}

	@Test
	void aUsernameThatIsTakenIsAConflictAndNothingIsStored() {
		Map<String, Object> user = user(unique("edsger"));
		create("/api/users", user, Map.class);
		long users = rows("app_user");
		this.committed.clear();
		expectProblem(post("/api/users", MediaType.APPLICATION_JSON, user), HttpStatus.CONFLICT);
		assertThat(rows("app_user")).isEqualTo(users);
		assertThat(this.committed).isEmpty();
	}

	@Test
	void anOrderIsMailedAfterTheCommit(CapturedOutput output) throws Exception {
		String username = unique("edsger");
		int user = id(create("/api/users", user(username), Map.class));
		create("/api/orders", Map.of("userId", user, "product", "Tea", "quantity", 2), Map.class);
		assertThat(mailed()).hasSize(1);
		assertThat(mailed().get(0).text()).contains("Tea x 2 by " + username);
		assertThat(output.getOut())
			.contains("Spring's own listener heard this after the commit: Tea x 2 by " + username);
	}

	@Test
	void anOrderThatIsPlacedWhileTheMailServerIsDownIsMailedOnceWhenItIsBack() throws Exception {
		String username = unique("edsger");
		int user = id(create("/api/users", user(username), Map.class));
		orderWithoutMailServer(
				() -> create("/api/orders", Map.of("userId", user, "product", "Tea", "quantity", 3), Map.class));
		assertThat(mailed()).hasSize(1);
		assertThat(mailed().get(0).text()).contains("Tea x 3 by " + username);
	}

	@Test
	void booksAreLoggedUnlessTheyAreImported(CapturedOutput output) {
		int id = id(create("/api/books", Map.of("title", "Spring Basics", "author", "Ada"), Map.class));
		put("/api/books/" + id, Map.of("title", "Spring Advanced", "author", "Ada"), Map.class);
		post("/api/books/import", MediaType.parseMediaType("text/csv"), "title,author\nImported,Ada\n").expectStatus()
			.isOk();
		assertThat(output.getOut()).containsSubsequence("A new book titled 'Spring Basics' was added.",
				"The book titled 'Spring Advanced' was updated.");
		assertThat(output.getOut()).doesNotContain("'Imported'");
		assertThat(rows("book where title = 'Imported' and created = modified")).isOne();
	}

	@Test
	void theLastCrateOfABulkUploadIsTheNewestUntilItGoes() {
		int id = id(create("/api/warehouses", Map.of("name", "Harbour", "address", "1 Quay Street"), Map.class));
		List<?> crates = post("/api/warehouses/" + id + "/crates/bulk", MediaType.parseMediaType("text/csv"),
				"name,description\nApples,Green\nPears,Ripe\n")
			.expectStatus()
			.isCreated()
			.returnResult(List.class)
			.getResponseBody();
		assertThat(get("/api/warehouses/" + id, Map.class).get("newestCrate")).isEqualTo(crates.get(1));
		delete("/api/crates/" + id((Map<?, ?>) crates.get(1)));
		assertThat(get("/api/warehouses/" + id, Map.class).get("newestCrate")).isNull();
	}

	@Test
	void anAddressAndADescriptionAreOptional() {
		int id = id(create("/api/warehouses", Map.of("name", "Attic"), Map.class));
		create("/api/warehouses/" + id + "/crates", Map.of("name", "Odds and ends"), Map.class);
		assertThat(rows("warehouse where id = " + id + " and address is null")).isOne();
		assertThat(rows("crate where warehouse_id = " + id + " and description is null")).isOne();
	}

	@Test
	void anOrderIsShippedWithALabelAndGoesWithItsUser() {
		int user = id(create("/api/users", user(unique("edsger")), Map.class));
		int order = id(create("/api/orders", Map.of("userId", user, "product", "Tea", "quantity", 2), Map.class));
		this.client.post().uri("/api/orders/" + order + "/shipment").exchange().expectStatus().isOk();
		waitForCalls();
		assertThat(get("/api/orders/" + order, Map.class).get("trackingNumber")).isNotNull();
		assertThat(get("/api/search?q=edsger", String.class)).contains("\"id\":" + user + ",");
		delete("/api/users/" + user);
		assertThat(get("/api/audit?entity=Order&id=" + order, String.class)).contains("DELETED", "trackingNumber");
		assertThat(rows("shop_order where user_id = " + user)).isZero();
		waitForCalls();
		assertThat(get("/api/search?q=edsger", String.class)).doesNotContain("\"id\":" + user + ",");
	}

	@Test
	void sitesAndPagesComeAndGo(CapturedOutput output) {
		String hostname = unique("host");
		Map<?, ?> site = create("/api/sites", Map.of("hostname", hostname, "rootPath", "/"), Map.class);
		assertThat(get("/api/sites/root-paths", String.class)).contains(hostname);
		delete("/api/sites/" + site.get("siteId"));
		assertThat(get("/api/sites/root-paths", String.class)).doesNotContain(hostname);
		int page = id(create("/api/pages", Map.of("title", "Sale", "live", true), Map.class));
		delete("/api/pages/" + page);
		assertThat(output.getOut()).containsSubsequence("Page unpublished: \"Sale\" id=" + page,
				"Page deleted: \"Sale\" id=" + page);
		assertThat(this.committed).extracting((signal) -> signal.sender().getSimpleName())
			.containsExactly("Site", "Site", "Page", "Page");
	}

	private static Map<String, Object> user(String username) {
		return Map.of("username", username, "email", username + "@example.com");
	}

	private static int id(Map<?, ?> body) {
		return (int) body.get("id");
	}

	private static Map<?, ?> profile(Map<?, ?> user) {
		return (Map<?, ?>) user.get("profile");
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
