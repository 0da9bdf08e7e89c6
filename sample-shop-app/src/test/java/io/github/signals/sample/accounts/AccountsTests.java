package io.github.signals.sample.accounts;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.ReceiverSpec;
import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTests extends AbstractShopTests {

	@Autowired
	private AccountService accounts;

	@Test
	void aNewUserGetsAProfileInTheSameTransactionAndIsLoggedOnce(CapturedOutput output) {
		// Behaviours 3, 23, 121
		String username = unique("grace");
		UserResponse user = register(username);
		assertThat(get("/api/users/" + user.id(), UserResponse.class)).isEqualTo(user);
		assertThat(user.profile()).isNotNull();
		assertThat(user.profile().bio()).isEmpty();
		assertThat(output.getOut()).containsOnlyOnce("New user created: " + username);
		assertThat(this.committed).extracting(EntitySignal::sender).containsOnlyOnce(User.class, Profile.class);
	}

	@Test
	void theAnswerToARegistrationSaysWhereTheUserIs() {
		String username = unique("grace");
		URI location = post("/api/users", MediaType.APPLICATION_JSON,
				Map.of("username", username, "email", "grace@example.com"))
			.expectStatus()
			.isCreated()
			.returnResult(UserResponse.class)
			.getResponseHeaders()
			.getLocation();
		assertThat(get(location.toString(), UserResponse.class).username()).isEqualTo(username);
	}

	@Test
	void savingAUserSavesTheProfile() {
		// Behaviours 24: an update is no creation, so that there is still one profile
		UserResponse before = register(unique("grace"));
		long profiles = rows("profile");
		UserResponse after = put("/api/users/" + before.id(), Map.of("username", before.username(), "email", "g@h.org"),
				UserResponse.class);
		assertThat(after.email()).isEqualTo("g@h.org");
		assertThat(after.profile().id()).isEqualTo(before.profile().id());
		assertThat(after.profile().modified()).isAfter(before.profile().modified());
		assertThat(after.profile().created()).isEqualTo(before.profile().created());
		assertThat(rows("profile")).isEqualTo(profiles);
	}

	@Test
	void aChangedProfileIsStoredByTheReceiverWhenItsUserIsSaved() {
		UserResponse user = register(unique("grace"));
		put(user, Map.of("bio", "b".repeat(500), "location", "l".repeat(30), "birthDate", "1906-12-09"));
		UserResponse stored = get("/api/users/" + user.id(), UserResponse.class);
		assertThat(stored.profile().bio()).hasSize(500);
		assertThat(stored.profile().location()).hasSize(30);
		assertThat(stored.profile().birthDate()).isEqualTo(LocalDate.of(1906, 12, 9));
		assertThat(stored.profile().modified()).isAfter(user.profile().modified());
	}

	@Test
	void theProfileIsNotSavedWhereItsReceiverIsMuted() {
		UserResponse before = register(unique("grace"));
		UserResponse after = put("/api/users/" + before.id() + "/email", Map.of("email", "right@example.com"),
				UserResponse.class);
		assertThat(after.email()).isEqualTo("right@example.com");
		assertThat(after.modified()).isAfter(before.modified());
		assertThat(after.profile()).isEqualTo(before.profile());
		assertThat(put(before, Map.of("bio", "", "location", "")).profile().modified())
			.as("the mute has ended with its scope")
			.isAfter(before.profile().modified());
	}

	@Test
	void aReceiverThatFailsInTheTransactionTakesTheUserAndTheProfileAlong() {
		// Behaviours 141, 142: the other way round
		long users = rows("app_user");
		long profiles = rows("profile");
		this.signals.connect(ReceiverSpec.postSave(Profile.class).uid("test_failing"), (saved) -> {
			throw new IllegalStateException("no profiles today");
		});
		post("/api/users", MediaType.APPLICATION_JSON,
				Map.of("username", unique("grace"), "email", "grace@example.com"))
			.expectStatus()
			.is5xxServerError();
		assertThat(rows("app_user")).isEqualTo(users);
		assertThat(rows("profile")).isEqualTo(profiles);
		assertThat(this.committed).isEmpty();
	}

	@Test
	void ofManyWhoWantTheSameUsernameAtOnceOneGetsIt() throws Exception {
		String username = unique("grace");
		Callable<Integer> register = () -> post("/api/users", MediaType.APPLICATION_JSON,
				Map.of("username", username, "email", "grace@example.com"))
			.returnResult(String.class)
			.getStatus()
			.value();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> answers = executor.invokeAll(Collections.nCopies(8, register));
			assertThat(answers).extracting(Future::get).containsOnly(201, 409).containsOnlyOnce(201);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.accounts.isTaken(username)).isTrue();
		assertThat(this.committed).extracting(EntitySignal::sender).containsOnlyOnce(User.class, Profile.class);
	}

	// S1: a cascade
	@Test
	void aUserIsDeletedWithProfileAndOrdersAndEachOfThemIsHeard(CapturedOutput output) {
		UserResponse user = register(unique("grace"));
		UserResponse other = register(unique("grace"));
		int tea = order(user, "Tea");
		int coffee = order(user, "Coffee");
		int kept = order(other, "Tea");
		waitForCalls();
		this.committed.clear();
		delete("/api/users/" + user.id());
		for (String uri : List.of("/api/users/" + user.id(), "/api/orders/" + tea, "/api/orders/" + coffee)) {
			this.client.get().uri(uri).exchange().expectStatus().isNotFound();
		}
		this.client.get().uri("/api/orders/" + kept).exchange().expectStatus().isOk();
		assertThat(rows("profile where user_id = " + user.id())).isZero();
		assertThat(this.committed).allSatisfy((signal) -> assertThat(signal).isInstanceOf(PostDelete.class))
			.extracting((signal) -> signal.sender().getSimpleName())
			.containsExactlyInAnyOrder("User", "Profile", "Order", "Order");
		assertThat(output).containsOnlyOnce("User deleted: " + user.username())
			.containsOnlyOnce("Profile deleted: " + user.username())
			.containsOnlyOnce("Order deleted: Tea x 1 by " + user.username())
			.containsOnlyOnce("Order deleted: Coffee x 1 by " + user.username());
	}

	@Test
	void aUserWhoseDeletionFailsKeepsProfileAndOrders() {
		UserResponse user = register(unique("grace"));
		int order = order(user, "Tea");
		this.signals.connect(ReceiverSpec.postDelete(Profile.class).uid("test_failing"), (deleted) -> {
			throw new IllegalStateException("nobody leaves");
		});
		this.client.delete().uri("/api/users/" + user.id()).exchange().expectStatus().is5xxServerError();
		assertThat(get("/api/users/" + user.id(), UserResponse.class)).isEqualTo(user);
		this.client.get().uri("/api/orders/" + order).exchange().expectStatus().isOk();
	}

	private int order(UserResponse user, String product) {
		return (int) create("/api/orders", Map.of("userId", user.id(), "product", product, "quantity", 1), Map.class)
			.get("id");
	}

	private UserResponse register(String username) {
		return create("/api/users", Map.of("username", username, "email", "grace@example.com"), UserResponse.class);
	}

	private UserResponse put(UserResponse user, Map<String, String> profile) {
		return put("/api/users/" + user.id() + "/profile", profile, UserResponse.class);
	}

}
