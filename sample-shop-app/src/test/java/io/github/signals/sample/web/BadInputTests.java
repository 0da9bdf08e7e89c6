package io.github.signals.sample.web;

import java.util.Map;
import java.util.Optional;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After each of these requests nothing is stored, mailed, or heard after the commit.
 */
class BadInputTests extends AbstractShopTests {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv");

	private static final String[] TABLES = { "app_user", "profile", "shop_order", "book", "warehouse", "crate", "site",
			"page", "audit_entry" };

	@Autowired
	private AccountService accounts;

	private String username;

	private long userId;

	private long rows;

	@BeforeEach
	void countRows() {
		this.username = unique("barbara");
		this.userId = this.accounts.register(this.username, "barbara@example.com").getId();
		this.committed.clear();
		this.rows = rows();
	}

	@AfterEach
	void nothingHasHappened() {
		assertThat(rows()).isEqualTo(this.rows);
		assertThat(this.committed).isEmpty();
		assertThat(mailed()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /api/users/0           |
			PUT    | /api/users/0           | {"username": "ada", "email": "ada@example.com"}
			PUT    | /api/users/0/profile   | {"bio": "", "location": ""}
			PUT    | /api/users/0/email     | {"email": "ada@example.com"}
			DELETE | /api/users/0           |
			POST   | /api/orders            | {"userId": 0, "product": "Tea", "quantity": 1}
			POST   | /api/orders/explicit   | {"userId": 0, "product": "Tea", "quantity": 1}
			POST   | /api/orders/failing    | {"userId": 0, "product": "Tea", "quantity": 1}
			GET    | /api/orders/0          |
			PUT    | /api/orders/0          | {"product": "Tea", "quantity": 1}
			PUT    | /api/orders/explicit/0 | {"product": "Tea", "quantity": 1}
			POST   | /api/orders/0/shipment |
			GET    | /api/sources/nobody    |
			GET    | /api/books/0           |
			PUT    | /api/books/0           | {"title": "Tea", "author": "Ada"}
			GET    | /api/warehouses/0      |
			POST   | /api/warehouses/0/crates | {"name": "Tea", "description": ""}
			DELETE | /api/crates/0          |
			DELETE | /api/sites/0           |
			DELETE | /api/pages/0           |
			""")
	void anUnknownIdIsNotFound(String method, String uri, String body) {
		ResponseSpec response = (body != null) ? exchange(method, uri, body)
				: this.client.method(HttpMethod.valueOf(method)).uri(uri).exchange();
		expectProblem(response, HttpStatus.NOT_FOUND).jsonPath("$.detail").isNotEmpty();
	}

	@Test
	void aBulkUploadToAnUnknownWarehouseIsNotFound() {
		expectProblem(post("/api/warehouses/0/crates/bulk", CSV, "name,description\nApples,Green\n"),
				HttpStatus.NOT_FOUND);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST | /api/users         | {"username": " ", "email": "ada@example.com"}    | username
			POST | /api/users         | {"username": "ada", "email": "nonsense"}         | email
			POST | /api/users         | {"email": "ada@example.com"}                     | username
			PUT  | /api/users/1       | {"username": "ada"}                              | email
			PUT  | /api/users/1/email | {"email": ""}                                    | email
			POST | /api/orders        | {"product": "Tea", "quantity": 1}                | userId
			POST | /api/orders        | {"userId": 1, "product": "", "quantity": 1}      | product
			POST | /api/orders        | {"userId": 1, "product": "Tea", "quantity": 0}   | quantity
			POST | /api/orders        | {"userId": 1, "product": "Tea", "quantity": "x"} | quantity
			POST | /api/orders        | {"userId": 1, "product": "Tea"}                  | quantity
			POST | /api/orders/explicit | {"userId": 1, "product": "Tea", "quantity": -1} | quantity
			POST | /api/orders/failing | {"userId": 1, "product": " ", "quantity": 1}    | product
			PUT  | /api/orders/1      | {"product": "Tea", "quantity": 0}                | quantity
			PUT  | /api/orders/explicit/1 | {"quantity": 1}                              | product
			POST | /api/books         | {"title": "", "author": "Ada"}                   | title
			PUT  | /api/books/1       | {"title": "Tea", "author": null}                 | author
			POST | /api/warehouses    | {"name": "", "address": "1 Quay Street"}         | name
			POST | /api/warehouses/1/crates | {"name": "", "description": ""}            | name
			PUT  | /api/mail-server   | {}                                               | up
			PUT  | /api/mail-server   | {"up": "perhaps"}                                | up
			PUT  | /api/carrier       | {"up": null}                                     | up
			POST | /api/sites         | {"hostname": "example.com", "rootPath": "home"}  | rootPath
			POST | /api/pages         | {"title": "", "live": true}                      | title
			POST | /api/pages         | {"title": "Sale"}                                | live
			""")
	void anInvalidFieldIsNamed(String method, String uri, String body, String field) {
		expectProblem(exchange(method, uri, body), HttpStatus.BAD_REQUEST).jsonPath("$.errors.length()")
			.isEqualTo(1)
			.jsonPath("$.errors." + field)
			.isNotEmpty();
	}

	@Test
	void allInvalidFieldsAreNamedAtOnce() {
		expectProblem(exchange("POST", "/api/orders", "{\"quantity\": -1}"), HttpStatus.BAD_REQUEST)
			.jsonPath("$.errors.userId")
			.isNotEmpty()
			.jsonPath("$.errors.product")
			.isNotEmpty()
			.jsonPath("$.errors.quantity")
			.isEqualTo("must be greater than 0");
	}

	@Test
	void fieldsThatAreTooLongAreNamed() {
		expectInvalid("PUT", "/api/users/" + this.userId + "/profile", Map.of("bio", "b".repeat(501), "location", ""),
				"bio");
		expectInvalid("PUT", "/api/users/" + this.userId + "/profile", Map.of("bio", "", "location", "l".repeat(31)),
				"location");
		expectInvalid("PUT", "/api/users/" + this.userId + "/profile",
				Map.of("bio", "", "location", "", "birthDate", "2999-01-01"), "birthDate");
		expectInvalid("POST", "/api/orders", Map.of("userId", this.userId, "product", "p".repeat(101), "quantity", 1),
				"product");
	}

	@Test
	void addressesAndDescriptionsThatAreTooLongAreNamed() {
		expectInvalid("POST", "/api/warehouses", Map.of("name", "Harbour", "address", "a".repeat(201)), "address");
		expectInvalid("POST", "/api/warehouses/1/crates", Map.of("name", "Tea", "description", "d".repeat(501)),
				"description");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/webhooks       |                                      | {"event": "order.placed", "orderId": 1}
			/api/webhooks       | 7                                    | {"event": "order.placed", "orderId": 1}
			/api/webhooks       | 01234567-0123-0123-0123-0123456789ab | {"event": " ", "orderId": 1}
			/api/carrier/labels |                                      | {"orderId": 1}
			/api/carrier/labels | 01234567-0123-0123-0123-0123456789ab | {}
			""")
	void aCallOfTheOutsideWorldNeedsAKeyAndAContent(String uri, String key, String body) {
		expectProblem(this.client.post()
			.uri(uri)
			.headers((headers) -> Optional.ofNullable(key).ifPresent((value) -> headers.set("Idempotency-Key", value)))
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange(), HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "\"text\"", "" })
	void aBodyThatIsNoObjectIsABadRequest(String body) {
		expectProblem(exchange("POST", "/api/users", body), HttpStatus.BAD_REQUEST);
	}

	@Test
	void anIdThatIsNoNumberIsABadRequest() {
		expectProblem(this.client.get().uri("/api/users/ada").exchange(), HttpStatus.BAD_REQUEST);
	}

	@Test
	void aUsernameThatIsTakenIsAConflict() {
		expectProblem(exchange("POST", "/api/users", Map.of("username", this.username, "email", "other@example.com")),
				HttpStatus.CONFLICT)
			.jsonPath("$.detail")
			.isEqualTo("The username '" + this.username + "' is taken");
	}

	@Test
	void renamingAUserToAUsernameThatIsTakenIsAConflict() {
		long other = this.accounts.register(unique("barbara"), "other@example.com").getId();
		this.committed.clear();
		this.rows = rows();
		expectProblem(
				exchange("PUT", "/api/users/" + other, Map.of("username", this.username, "email", "b@example.com")),
				HttpStatus.CONFLICT);
		assertThat(this.accounts.get(other).getEmail()).isEqualTo("other@example.com");
	}

	@Test
	void ofAnUploadWithAnInvalidRowNothingIsStored() {
		expectProblem(post("/api/books/import", CSV, "title,author\nTea,Ada\n,Ada\nCoffee\n"), HttpStatus.BAD_REQUEST)
			.jsonPath("$.errors.length()")
			.isEqualTo(2)
			.jsonPath("$.errors['rows[1].title']")
			.isNotEmpty()
			.jsonPath("$.errors['rows[2].author']")
			.isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "title,title\na,b\n", "title,author\n\"unclosed,Ada\n" })
	void anUploadThatIsNoCsvIsABadRequest(String csv) {
		expectProblem(post("/api/books/import", CSV, csv), HttpStatus.BAD_REQUEST);
	}

	@Test
	void anUploadWithoutTheRightColumnsNamesThem() {
		expectProblem(post("/api/books/import", CSV, "name\nTea\n"), HttpStatus.BAD_REQUEST)
			.jsonPath("$.errors['rows[0].title']")
			.isNotEmpty();
	}

	private void expectInvalid(String method, String uri, Object body, String field) {
		expectProblem(exchange(method, uri, body), HttpStatus.BAD_REQUEST).jsonPath("$.errors." + field).isNotEmpty();
	}

	private ResponseSpec exchange(String method, String uri, Object body) {
		return this.client.method(HttpMethod.valueOf(method))
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private long rows() {
		long rows = 0;
		for (String table : TABLES) {
			rows += rows(table);
		}
		return rows;
	}

}
