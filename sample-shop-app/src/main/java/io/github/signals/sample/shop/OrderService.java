package io.github.signals.sample.shop;

import io.github.signals.sample.accounts.AccountService;
import io.github.signals.sample.web.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places orders. Everything that follows from an order is left to receivers.
 */
@Service
@Transactional
public class OrderService {

	private final OrderRepository orders;

	private final AccountService accounts;

	OrderService(OrderRepository orders, AccountService accounts) {
		this.orders = orders;
		this.accounts = accounts;
	}

	@Transactional(readOnly = true)
	public Order get(long id) {
		return this.orders.findById(id).orElseThrow(() -> new NotFoundException("order", id));
	}

	public Order place(long userId, String product, int quantity) {
		return this.orders.save(new Order(this.accounts.get(userId), product, quantity));
	}

	/**
	 * Place an order, and find out too late that the product is sold out. The transaction
	 * is rolled back, and with it the order and all that would have followed from it.
	 * @param userId the identifier of the user who orders
	 * @param product what is ordered
	 * @param quantity the quantity
	 */
	public void placeThenFail(long userId, String product, int quantity) {
		Order order = place(userId, product, quantity);
		throw new SoldOutException(order.getProduct());
	}

	public Order update(long id, String product, int quantity) {
		Order order = get(id);
		order.change(product, quantity);
		return this.orders.save(order);
	}

	/**
	 * Ship an order. There is no call of save: the change is written and heard when the
	 * transaction ends.
	 * @param id the identifier of the order
	 * @return the order
	 */
	public Order ship(long id) {
		Order order = get(id);
		order.ship();
		return order;
	}

	public Order track(long id, String trackingNumber) {
		Order order = get(id);
		order.track(trackingNumber);
		return order;
	}

}
