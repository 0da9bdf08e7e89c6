package io.github.signals.sample.auditing;

import java.util.List;
import java.util.Map;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.auditing.AuditEntry.AuditResponse;
import io.github.signals.sample.auditing.AuditEntry.Operation;
import io.github.signals.sample.cms.PageService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class AuditLogTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private PageService pages;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void saysWhoHasChangedWhatAndWhenWithOldAndNewValues() {
		int book = id(create("/api/books", Map.of("title", "Tpyo", "author", "Ada"), Map.class));
		this.client.put()
			.uri("/api/books/" + book + "/title")
			.header("X-Actor", "grace")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("title", "Typo"))
			.exchange()
			.expectStatus()
			.isOk();
		List<AuditResponse> entries = entries("Book", book);
		assertThat(entries.get(0)).satisfies((entry) -> {
			assertThat(entry.actor()).isEqualTo("grace");
			assertThat(entry.operation()).isEqualTo(Operation.UPDATED);
			assertThat(entry.attribute()).isEqualTo("title");
			assertThat(entry.oldValue()).isEqualTo("Tpyo");
			assertThat(entry.newValue()).isEqualTo("Typo");
			assertThat(entry.changedAt()).isNotNull();
		});
		assertThat(entries.subList(1, entries.size()))
			.extracting(AuditResponse::operation, AuditResponse::actor, AuditResponse::attribute,
					AuditResponse::oldValue, AuditResponse::newValue)
			.contains(tuple(Operation.CREATED, "visitor", "title", null, "Tpyo"),
					tuple(Operation.CREATED, "visitor", "author", null, "Ada"));
	}

	@Test
	void doesNotKnowWhoHasChangedWhatOutsideOfARequestUnlessSomebodySaysSo() {
		Long user = this.accounts.register(unique("joan"), "joan@example.com").getId();
		assertThat(entries("User", user)).extracting(AuditResponse::actor).containsOnlyNulls();
		this.signals.withActor("operator", () -> this.accounts.correctEmail(user, "right@example.com"));
		assertThat(entries("User", user).get(0).actor()).isEqualTo("operator");
	}

	@Test
	void doesNotBelieveInAnActorWhoseNameIsTooLong() {
		int book = id(this.client.post()
			.uri("/api/books")
			.header("X-Actor", "x".repeat(51))
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("title", "Whodunit", "author", "Agatha"))
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult(Map.class)
			.getResponseBody());
		assertThat(entries("Book", book)).extracting(AuditResponse::actor).containsOnly("visitor");
	}

	@Test
	void namesAReferenceByItsIdentifier() {
		Long user = this.accounts.register(unique("joan"), "joan@example.com").getId();
		int order = id(create("/api/orders", Map.of("userId", user, "product", "Tea", "quantity", 1), Map.class));
		assertThat(entries("Order", order)).filteredOn((entry) -> "user".equals(entry.attribute()))
			.extracting(AuditResponse::newValue)
			.containsExactly(user.toString());
	}

	@Test
	void hasTheNetChangeOfATransaction() {
		Long user = this.accounts.register(unique("joan"), "joan@example.com").getId();
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.correctEmail(user, "wrong@example.com");
			this.accounts.correctEmail(user, "right@example.com");
		});
		assertThat(entries("User", user)).filteredOn((entry) -> entry.operation() == Operation.UPDATED)
			.extracting(AuditResponse::attribute, AuditResponse::oldValue, AuditResponse::newValue)
			.containsExactly(tuple("email", "joan@example.com", "right@example.com"));
	}

	@Test
	void hasNoEntryOfASaveThatChangesNothingNorOfARollback() {
		Long user = this.accounts.register(unique("joan"), "joan@example.com").getId();
		long before = rows("audit_entry");
		this.accounts.correctEmail(user, "joan@example.com");
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.correctEmail(user, "wrong@example.com");
			status.setRollbackOnly();
		});
		assertThat(rows("audit_entry")).isEqualTo(before);
	}

	@Test
	void hasTheLinksThatAreAddedAndNoneOfAnOwnerThatIsDeleted() {
		int page = id(create("/api/pages", Map.of("title", "Tagged", "live", false), Map.class));
		this.pages.tag(page, "audited");
		assertThat(entries("Page", page).get(0)).satisfies((entry) -> {
			assertThat(entry.attribute()).isEqualTo("tags");
			assertThat(entry.oldValue()).isEqualTo("[]");
			assertThat(entry.newValue()).isEqualTo("[audited]");
		});
		delete("/api/pages/" + page);
		assertThat(entries("Page", page)).filteredOn((entry) -> "tags".equals(entry.attribute())).hasSize(1);
	}

	@Test
	void hasNoEntryOfAnAttributeThatIsEmpty() {
		int warehouse = id(create("/api/warehouses", Map.of("name", "Attic"), Map.class));
		assertThat(entries("Warehouse", warehouse)).extracting(AuditResponse::attribute).containsExactly("name");
	}

	@Test
	void hasDeletionsAndStatementsThatChangeManyRows() {
		Map<?, ?> site = create("/api/sites", Map.of("hostname", unique("host"), "rootPath", "/"), Map.class);
		delete("/api/sites/" + site.get("siteId"));
		assertThat(entries("Site", (int) site.get("siteId")).get(0).operation()).isEqualTo(Operation.DELETED);
		create("/api/books", Map.of("title", "Priced", "author", "Ada"), Map.class);
		Map<?, ?> changed = post("/api/books/prices", MediaType.APPLICATION_JSON, Map.of("factor", 1)).expectStatus()
			.isOk()
			.returnResult(Map.class)
			.getResponseBody();
		assertThat(entries("/api/audit?entity=Book").get(0)).satisfies((entry) -> {
			assertThat(entry.operation()).isEqualTo(Operation.BULK);
			assertThat(entry.newValue()).isEqualTo(changed.get("changed").toString());
		});
	}

	@Test
	void hasImportsAndLongValues() {
		post("/api/books/import", MediaType.parseMediaType("text/csv"), "title,author\nImported,Ada\n").expectStatus()
			.isOk();
		assertThat(entries("/api/audit").get(0).entity()).isEqualTo("Book");
		AuditResponse entry = new AuditEntry("Book", 1L).withValues("title", "x".repeat(1000), null).toResponse();
		assertThat(entry.oldValue()).hasSize(500);
		assertThat(entry.newValue()).isNull();
	}

	@Test
	void isLookedUpByAnEntityWhoseIdIsANumber() {
		assertThat(entries("/api/audit?entity=Nothing&id=1")).isEmpty();
		expectProblem(this.client.get().uri("/api/audit?id=seven").exchange(), HttpStatus.BAD_REQUEST);
	}

	private List<AuditResponse> entries(String entity, long id) {
		return entries("/api/audit?entity=" + entity + "&id=" + id);
	}

	private List<AuditResponse> entries(String uri) {
		return List.of(get(uri, AuditResponse[].class));
	}

	private static int id(Map<?, ?> body) {
		return (int) body.get("id");
	}

}
