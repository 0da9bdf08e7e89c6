package io.github.signals.sample.web;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverInfo;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.shop.Order;
import io.github.signals.sample.shop.OrderService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console of the shop in a real browser, where there is one.
 */
class ConsoleTests extends AbstractShopTests {

	private static Browser browser;

	@LocalServerPort
	private int port;

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private PlatformTransactionManager transactionManager;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@AfterEach
	void nothingIsWrong() {
		page().nothingIsWrong();
		page().browser().open("about:blank");
	}

	private ConsolePage page() {
		return new ConsolePage(browser, "http://localhost:" + this.port + "/actuator/signals/");
	}

	private ConsolePage open(String address) {
		browser.be(Screen.DESKTOP);
		page().open(address);
		return page();
	}

	private Long order() {
		Long user = this.accounts.register(unique("ruth"), "ruth@example.org").getId();
		return this.orders.place(user, unique("Tea"), 1).getId();
	}

	@Test
	void showsATransactionWhileItHappens() {
		ConsolePage page = open("console.html#live");
		page.awaitTrue("document.querySelector('.link').dataset.state === 'live'");
		Long order = order();
		page.awaitTrue(
				"[...document.querySelectorAll('.band.committed .row')].some((row) => row.textContent.includes('PostSave Order "
						+ order + "') && row.querySelector('.durable .returned[data-uid=confirm_order]'))");
		assertThat(page.texts(".band .about").get(0)).contains("OrderService.place");
	}

	@Test
	void showsThatARollbackHasDeliveredNothing() {
		ConsolePage page = open("console.html#live");
		page.awaitSome(".bands");
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			order();
			status.setRollbackOnly();
		});
		page.awaitSome(".band.rolled-back .durable .lost[data-uid=confirm_order]");
		assertThat(page.text(".band.rolled-back .lost[data-uid=confirm_order] small")).isEqualTo("not delivered");
		page.browser()
			.run("document.querySelector('select[data-filter=outcome]').value = 'COMMITTED';"
					+ "document.querySelector('select[data-filter=outcome]').dispatchEvent(new Event('change'))");
		page.awaitNone(".band.rolled-back");
	}

	@Test
	void holdsStillWhileItIsPaused() {
		order();
		ConsolePage page = open("console.html#live");
		page.awaitSome(".band .call");
		page.click(".pause");
		String first = page.text(".band");
		String newest = this.accounts.register(unique("ruth"), "ruth@example.org").getId().toString();
		page.awaitTrue("performance.getEntriesByType('resource').some((entry) => entry.name.includes('trace'))");
		assertThat(page.text(".band")).isEqualTo(first);
		page.click(".pause");
		page.awaitTrue("document.querySelector('.bands').textContent.includes('User " + newest + "')");
	}

	@Test
	void showsAtEachEntityWhoHearsIt() {
		ConsolePage page = open("wiring.html");
		page.awaitSome(".sender");
		page.browser().run("scrollTo(0, document.body.scrollHeight)");
		page.awaitSome(".sender[data-sender$='.User']");
		List<ReceiverInfo> receivers = this.signals.receivers();
		String sender = "section[data-sender='" + Order.class.getName() + "'] ";
		for (ReceiverInfo receiver : receivers) {
			boolean hears = receiver.senders().stream().anyMatch((type) -> type.isAssignableFrom(Order.class));
			assertThat(page.count(sender + ".receiver[data-uid='" + receiver.uid() + "']")).as(receiver.uid())
				.isEqualTo(hears ? receiver.signals().size() : 0);
		}
		assertThat(page.text(sender + ".receiver[data-uid=set_time_stamps]")).contains("via TimeStamped",
				"in the transaction");
		assertThat(page.count("section[data-sender='" + TimeStamped.class.getName() + "']")).isZero();
		assertThat(page.text(sender + ".receiver[data-uid=confirm_order]")).contains("only when it is created",
				"durable");
	}

	@Test
	void findsAnEntityByItsReceiver() {
		ConsolePage page = open("console.html#wiring");
		page.awaitSome(".sender");
		page.type("#search", "confirm_order");
		page.awaitTrue("document.querySelectorAll('.sender').length === 1");
		assertThat(page.text(".sender h3")).isEqualTo("Order");
	}

	@Test
	void answersWhatHappensWhenAnEntityIsSaved() {
		this.accounts.register(unique("ruth"), "ruth@example.org");
		ConsolePage page = open("console.html#User");
		page.awaitSome(".phases");
		assertThat(page.texts("h2")).contains("What happens when User is saved?");
		page.awaitSome(".saved a[title$='.accounts.Profile']");
		assertThat(page.text(".phases")).contains("create_user_profile", "has been seen to save Profile", "commit");
		page.click(".saved a");
		page.awaitTrue("document.querySelector('.sender h3').textContent === 'Profile'");
	}

	@Test
	void decidesAboutParkedCallsAfterAQuestion() {
		this.delivery.stop();
		order();
		order();
		this.jdbc
			.sql("update signals_outbox set parked = true, error = 'java.lang.IllegalStateException: secret'"
					+ " where uid = 'confirm_order'")
			.update();
		this.delivery.start();
		ConsolePage page = open("console.html#durable");
		page.awaitTrue(
				"document.querySelectorAll('.tile').length === 4 && document.querySelectorAll('table').length === 2");
		assertThat(page.text(".tile.bad")).contains("Parked", "2");
		assertThat(page.text("main")).contains("IllegalStateException").doesNotContain("secret");

		List<UUID> ids = this.signals.durable().parked(0, 10).stream().map((call) -> call.id()).toList();
		page.click("table tbody tr .danger[aria-label^='Discard this call']");
		page.click("dialog .plain");
		page.awaitNone("dialog");
		assertThat(this.signals.durable().parked()).isEqualTo(2);

		page.click("table tbody tr .danger[aria-label^='Discard this call']");
		page.click("dialog .danger");
		page.awaitTrue("document.querySelector('.message').textContent === 'Discarded 1 call.'");
		assertThat(this.signals.durable().parked(0, 10)).extracting((call) -> call.id()).containsExactly(ids.get(1));

		page.awaitTrue("document.querySelector('.tile.bad b').textContent === '1'");
		page.click(".headed button[aria-label^='Replay all']");
		page.click("dialog .danger");
		page.awaitTrue("document.querySelector('.message').textContent === 'Replayed 1 call.'");
		page.awaitNone(".tile.bad");
	}

	@Test
	void triesWhatWouldHappen() {
		ConsolePage page = open("console.html#try=" + Order.class.getName());
		page.awaitSome(".answer .step");
		page.click("input[value=update]");
		assertThat(page.texts(".step.not"))
			.anySatisfy((step) -> assertThat(step).contains("notify_admin", "is left out: it hears only creations"))
			.anySatisfy(
					(step) -> assertThat(step).contains("log_status", "is left out: it waits for a change of status"));
		page.click("input[value=status]");
		page.awaitTrue(
				"[...document.querySelectorAll('.step:not(.not)')].some((step) => step.textContent.includes('log_status'))");
		assertThat(page.text(".end")).isEqualTo("commit");
		page.click("input[value=rollback]");
		page.awaitTrue("document.querySelector('.end').textContent === 'rollback'");
	}

	@Test
	void isDrivenByTheKeyboard() {
		ConsolePage page = open("console.html#live");
		page.awaitSome(".tools");
		page.browser().run("document.querySelector('[role=tab][aria-selected=true]').focus()");
		page.browser().press(Keys.ARROW_RIGHT);
		page.awaitTrue("document.querySelector('#tab-wiring').getAttribute('aria-selected') === 'true'");
		page.awaitSome("#search");
		page.browser().press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
		page.awaitTrue("document.activeElement.id === 'tab-live' && location.hash === '#live'");
	}

}
