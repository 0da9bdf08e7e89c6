package io.github.signals.sample.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.sample.mail.MailServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The story of the page: its buttons, its mail server, and how it plays itself.
 */
class ShopStoryTests extends AbstractShopPageTests {

	@Autowired
	private MailServer mailServer;

	@Test
	void aNewCustomerGetsAProfileAndAWelcome() {
		visit();
		makesAppear(calls("create_user_profile") + ".returned",
				() -> assertThat(play("customer")).contains(" has profile "));
		awaitText("#mailbox li", "Welcome, ");
	}

	@Test
	void anOrderIsAnnouncedInTheTransactionAndConfirmedAfterIt() {
		visit();
		makesAppear(calls("confirm_order") + ".returned", () -> makesAppear(calls("notify_admin") + ".returned",
				() -> assertThat(play("order")).matches("Order \\d+ is placed.*")));
		awaitText("#mailbox li", "Your order ");
	}

	@Test
	void anOrderIsShippedAndNobodySaves() {
		visit();
		play("order");
		makesAppear(calls("log_status") + ".returned", () -> assertThat(play("ship")).matches("Order \\d+ is shipped"));
		assertThat(texts("#live .changed")).anyMatch((changed) -> changed.contains("status"));
		awaitText("#carrier li", "label ");
	}

	@Test
	void ofAnOrderThatFailsNobodyIsTold() {
		visit();
		makesAppear("#live .band.rolled-back", () -> assertThat(play("fail")).startsWith("409: ").contains("sold out"));
		assertThat(count("#live .band.rolled-back .call[data-uid=confirm_order].lost")).isPositive();
		assertThat(count("#live .band.rolled-back .call[data-uid=log_lost_order].returned")).isPositive();
	}

	@Test
	void allBooksAreRepricedByOneStatement() {
		visit();
		makesAppear(calls("log_prices") + ".returned",
				() -> assertThat(play("reprice")).matches("\\d+ books have a new price"));
	}

	@Test
	void anOrderSucceedsWhileTheMailServerIsDown() {
		visit();
		String waiting = calls("confirm_order") + ".waiting";
		browser.click("#mail-switch");
		awaitTrue("document.querySelector('#mail.down')");
		try {
			makesAppear(waiting, () -> assertThat(play("order")).contains("is placed"));
			awaitText(waiting, "attempt 2");
		}
		finally {
			browser.click("#mail-switch");
		}
		String order = play("ship").replaceAll("\\D+", "");
		await().until(() -> count(waiting) == 0);
		awaitText("#mailbox li", "Your order " + order);
	}

	@Test
	void theStoryPlaysItselfOnTheFirstVisitOnly() {
		visitForTheFirstTime();
		awaitTrue("document.querySelector('#narrator.playing')");
		awaitTrue("document.querySelector('#step-order.current')");
		awaitTrue("document.querySelector('#mail.down')");
		assertThat(text("#caption")).contains("tries again");
		await().until(() -> text("#caption").startsWith("That was the story."));
		assertThat(count("#mail.down, #narrator.playing, .step.current")).isZero();
		assertThat(texts(".step .hint.ok, .step .hint.failed")).hasSize(5);
		browser.run("document.body.className = 'before'; location.reload()");
		awaitTrue("document.querySelector('.shop #live .band')");
		assertThat(count("#narrator.playing")).isZero();
	}

	@Test
	void theStoryCanBeStoppedAndLeavesNoMailServerDown() {
		for (Runnable stop : List.<Runnable>of(() -> browser.click("#play"), () -> browser.press(Keys.ESCAPE),
				() -> browser.click("#step-reprice button"))) {
			visitForTheFirstTime();
			awaitTrue("document.querySelector('#mail.down')");
			assertThat(text("#play")).isEqualTo("Stop the story");
			stop.run();
			await().until(() -> text("#caption").startsWith("Stopped."));
			awaitTrue("!document.querySelector('#mail.down')");
			assertThat(text("#play")).isEqualTo("Play the story");
		}
	}

	@Test
	void theStoryLeavesNoMailServerDownWhereThePageIsClosed() {
		visitForTheFirstTime();
		awaitTrue("document.querySelector('#mail.down')");
		assertThat(this.mailServer.isUp()).isFalse();
		browser.open("about:blank");
		await().until(this.mailServer::isUp);
	}

	@Test
	void theStoryDoesNotPlayItselfForWhoWantsLessMotion() {
		browser.be(Screen.DESKTOP.withoutMotion());
		visitForTheFirstTime();
		assertThat(isTrue("document.querySelector('#narrator.playing')")).isFalse();
		browser.click("#play");
		awaitTrue("document.querySelector('#narrator.playing')");
		browser.click("#play");
	}

}
