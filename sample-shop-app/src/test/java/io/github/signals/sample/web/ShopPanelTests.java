package io.github.signals.sample.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.library.BookService;
import io.github.signals.sample.shop.OrderService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the page shows of what receivers have done, and their sources.
 */
class ShopPanelTests extends AbstractShopPageTests {

	@Autowired
	private AccountService accounts;

	@Autowired
	private OrderService orders;

	@Autowired
	private BookService books;

	@Test
	void theAuditLogSaysWhoHasChangedWhat() {
		visit();
		play("order");
		play("ship");
		await().until(() -> texts("#audit tr").stream()
			.anyMatch((row) -> row.contains("status") && row.contains("PLACED") && row.contains("SHIPPED")));
	}

	@Test
	void aBookIsFoundAsSoonAsItIsCommitted() {
		visit();
		browser.run("document.querySelector('#search input').value = ''");
		browser.click("#search input");
		browser.press("xylograph");
		await().until(() -> texts("#search li").isEmpty());
		this.books.add("Xylographs of Kyoto", "Ada");
		await().until(() -> texts("#search li").toString().contains("Xylographs of Kyoto by Ada"));
	}

	@Test
	void aWebhookArrives() {
		visit();
		String order = play("order").replaceAll("Order (\\d+) .*", "$1");
		awaitText("#webhooks li", "order.placed " + order);
	}

	@Test
	void theCacheKnowsTheSitesUntilOneIsAdded() {
		visit();
		browser.click("#read-sites");
		await().until(() -> text("#cache-entries").equals("1"));
		int hits = Integer.parseInt(text("#cache-hits"));
		browser.click("#read-sites");
		await().until(() -> Integer.parseInt(text("#cache-hits")) == hits + 1);
		browser.click("#add-site");
		await().until(() -> text("#cache-entries").equals("0"));
	}

	@Test
	void theLabelWaitsWhileTheCarrierIsDown() {
		visit();
		browser.click("#carrier-switch");
		awaitTrue("document.querySelector('#carrier-switch[aria-checked=false]')");
		play("ship");
		awaitText("#carrier li", "waits for its label");
		browser.click("#carrier-switch");
		awaitText("#carrier li", " label ");
	}

	@Test
	void aClickOnAReceiverShowsItsSource() {
		visit();
		// Once all is done, the cards stay as they are
		makesAppear(calls("confirm_order") + ".returned", () -> play("order"));
		browser.click(calls("notify_admin") + " button");
		awaitTrue("document.querySelector('#source[open]')");
		assertThat(text("#source-title")).isEqualTo("notify_admin");
		assertThat(text("#source-about")).startsWith("OrderReceivers.java, line ");
		assertThat(text("#source-code")).contains("@PostSaveReceiver(", "void notifyAdmin(Order order) {");
		browser.click("#source .close");
		awaitTrue("!document.querySelector('#source[open]')");
	}

	@Test
	void aClickOnListenersOfSpringSaysWhatTheyAre() {
		visit();
		makesAppear(calls("confirm_order") + ".returned", () -> play("order"));
		browser.click(calls("springEventListeners") + " button");
		await().until(() -> text("#source-code").contains("void on(PostSave<Order> saved)"));
		assertThat(text("#source-about")).contains("OrderReceivers.java");
		browser.press(Keys.ESCAPE);
	}

	@Test
	void theKeyboardShowsASourceAndGoesBack() {
		visit();
		browser.run("document.querySelector('#webhooks .by').focus()");
		browser.press(Keys.ENTER);
		await().until(() -> text("#source-title").equals("call_webhook"));
		browser.press(Keys.ESCAPE);
		awaitTrue("!document.querySelector('#source[open]')");
		assertThat(isTrue("document.activeElement === document.querySelector('#webhooks .by')")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<script>document.title = 'harmed'</script>", "<img src=x onerror=\"document.title='harmed'\">",
					"Tea' \" ` & </p> {{7*7}} ${7*7}", "\u202Eaet \u0634\u0627\u064A" })
	void aHostileNameIsOnlyText(String name) {
		Long user = this.accounts.register((name + System.nanoTime()), "ruth@example.org").getId();
		this.orders.place(user, name, 1);
		this.books.add(name, "W".repeat(100));
		visit();
		await().until(() -> texts("#audit td").contains(name));
		assertThat(browser.<String>run("return document.title")).startsWith("Signals for Spring Data");
		assertThat(count("#audit script, #audit img, #search img, #mailbox img")).isZero();
		assertThat(isTrue("document.documentElement.scrollWidth <= innerWidth")).isTrue();
	}

	@Test
	void aLongTextDoesNotBreakThePage() {
		Long user = this.accounts.register("W".repeat(150), "ruth@example.org").getId();
		this.accounts.describe(user, "M".repeat(500), "", null);
		for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE)) {
			browser.be(screen);
			visit();
			await().until(() -> texts("#audit td").contains("M".repeat(500)));
			assertThat(isTrue("document.documentElement.scrollWidth <= innerWidth")).isTrue();
		}
	}

}
