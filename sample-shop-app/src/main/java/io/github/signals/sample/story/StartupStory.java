package io.github.signals.sample.story;

import java.math.BigDecimal;
import java.util.stream.Stream;

import io.github.signals.Signals;
import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.accounts.User;
import io.github.signals.sample.cms.PageService;
import io.github.signals.sample.cms.SiteService;
import io.github.signals.sample.library.Book;
import io.github.signals.sample.library.BookService;
import io.github.signals.sample.shop.OrderService;
import io.github.signals.sample.warehouse.Warehouse;
import io.github.signals.sample.warehouse.WarehouseService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Does what visitors of the shop would do, and announces before each step which receivers
 * will run.
 */
@Component
class StartupStory implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(StartupStory.class);

	private final AccountService accounts;

	private final OrderService orders;

	private final BookService books;

	private final WarehouseService warehouses;

	private final SiteService sites;

	private final PageService pages;

	private final Signals signals;

	private long order;

	StartupStory(AccountService accounts, OrderService orders, BookService books, WarehouseService warehouses,
			SiteService sites, PageService pages, Signals signals) {
		this.accounts = accounts;
		this.orders = orders;
		this.books = books;
		this.warehouses = warehouses;
		this.sites = sites;
		this.pages = pages;
		this.signals = signals;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.signals.withActor("storyteller", this::tell);
	}

	private void tell() {
		User ada = register();
		order(ada);
		writeBook();
		storeCrates();
		addSite();
		deletePage();
		changeWithoutSaving();
		tagPage();
		raisePrices();
		deleteUser();
		logger.info("The story ends here. The page at / shows its receivers at work.");
	}

	private User register() {
		logger.info(
				"1. A user is saved. Receivers of PostSave<User> log this and create a profile in the same transaction:");
		return this.accounts.register(freeUsername("ada"), "ada@example.com");
	}

	private void order(User user) {
		logger.info(
				"2. An order is saved. One receiver runs in its transaction, another sends an email durably after it:");
		this.order = this.orders.place(user.getId(), "Tea", 2).getId();
	}

	private void writeBook() {
		logger.info("3. A book is saved twice. The receiver checks whether it was created:");
		Book book = this.books.add("Spring Basics", "Ada");
		this.books.update(book.getId(), "Spring Basics, 2nd edition", "Ada");
	}

	private void storeCrates() {
		logger.info("4. Two crates are saved. A receiver updates their warehouse in the same transaction:");
		Warehouse warehouse = this.warehouses.open("Harbour", "1 Quay Street");
		this.warehouses.store(warehouse.getId(), "Apples", "Green ones");
		this.warehouses.store(warehouse.getId(), "Pears", "Ripe ones");
		logger.info("   A third one is added to the warehouse and saved by a cascade:");
		this.warehouses.addTo(warehouse.getId(), "Plums", "Blue ones");
	}

	private void addSite() {
		logger.info("5. A site is saved. A receiver of PostSave and PostDelete evicts a cache after the commit:");
		this.sites.add("shop.example.com", "/shop/");
	}

	private void deletePage() {
		logger.info(
				"6. A live page is deleted. A PreDelete receiver unpublishes it, a PostDelete receiver logs it after the commit:");
		this.pages.delete(this.pages.write("Summer sale", true).getId());
	}

	private void changeWithoutSaving() {
		logger
			.info("7. A book and an order are changed without a call of save. Their receivers hear what has changed:");
		Book book = this.books.add("Sping in Depth", "Ada");
		this.books.rename(book.getId(), "Spring in Depth");
		this.orders.ship(this.order);
	}

	private void tagPage() {
		logger.info("8. A tag is added to a page. No row of the page changes; a CollectionChange describes the link:");
		this.pages.tag(this.pages.write("Winter sale", false).getId(), "sale");
	}

	private void raisePrices() {
		logger.info(
				"9. One statement changes all prices. There is one BulkWrite, and no receiver of a single book runs:");
		this.books.multiplyPrices(new BigDecimal("1.1"));
	}

	private void deleteUser() {
		logger.info(
				"10. A user with an order is deleted. The profile goes by a cascade, the order by a receiver of PreDelete<User>:");
		User alan = this.accounts.register(freeUsername("alan"), "alan@example.com");
		this.orders.place(alan.getId(), "Coffee", 1);
		this.accounts.delete(alan.getId());
	}

	private String freeUsername(String name) {
		return Stream.iterate(1, (n) -> n + 1)
			.map((n) -> (n == 1) ? name : name + "-" + n)
			.filter((username) -> !this.accounts.isTaken(username))
			.findFirst()
			.orElseThrow();
	}

}
