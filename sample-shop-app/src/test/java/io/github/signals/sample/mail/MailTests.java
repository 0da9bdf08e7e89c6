package io.github.signals.sample.mail;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.web.Switch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MailTests extends AbstractShopTests {

	@AfterEach
	void takeTheServerUp() {
		turn(true);
	}

	@Test
	void aNewUserIsWelcomed() {
		String username = register();
		waitForCalls();
		assertThat(mails()).singleElement().satisfies((mail) -> {
			assertThat(mail.to()).isEqualTo(username + "@example.com");
			assertThat(mail.subject()).isEqualTo("Welcome, " + username);
			assertThat(mail.received()).isNotNull();
		});
	}

	@Test
	void aServerThatIsDownStopsNobodyAndTheCallCountsItsAttemptsUntilItIsBack() {
		assertThat(turn(false)).isFalse();
		assertThat(get("/api/mail-server", Switch.class).up()).isFalse();
		String username = register();
		await().until(() -> rows("signals_outbox where uid = 'welcome_user' and attempts > 1") == 1);
		assertThat(mails()).isEmpty();
		assertThat(turn(true)).isTrue();
		waitForCalls();
		assertThat(mails()).extracting(Mail::subject).containsExactly("Welcome, " + username);
	}

	@Test
	void theNewestEmailIsTheFirstAndAllStayWhileTheServerIsDown() {
		String first = register();
		waitForCalls();
		String second = register();
		waitForCalls();
		turn(false);
		turn(false);
		assertThat(mails()).extracting(Mail::subject).containsExactly("Welcome, " + second, "Welcome, " + first);
		delete("/api/mailbox");
		assertThat(mails()).isEmpty();
	}

	private String register() {
		String username = unique("margaret");
		create("/api/users", Map.of("username", username, "email", username + "@example.com"), Map.class);
		return username;
	}

	private List<Mail> mails() {
		return List.of(get("/api/mailbox", Mail[].class));
	}

	private boolean turn(boolean up) {
		return put("/api/mail-server", Map.of("up", up), Switch.class).up();
	}

}
