package io.github.signals.sample.shop;

import io.github.signals.Mute;
import io.github.signals.Signals;

import org.springframework.stereotype.Service;

/**
 * The alternative to receivers: a reader of {@link #placeAndMail} and
 * {@link #updateAndMail} sees everything that happens, but other code that places or
 * updates an order must remember to send the email. If the email cannot be sent, the
 * order is stored and the email is lost.
 */
@Service
public class ExplicitOrderService {

	private final OrderService orders;

	private final OrderMails mails;

	private final Signals signals;

	ExplicitOrderService(OrderService orders, OrderMails mails, Signals signals) {
		this.orders = orders;
		this.mails = mails;
		this.signals = signals;
	}

	/**
	 * Place an order and, once it is committed, send the confirmation email. The receiver
	 * that would do the same is muted.
	 * @param userId the id of the user who places the order
	 * @param product what is ordered
	 * @param quantity the quantity
	 * @return the order
	 */
	public Order placeAndMail(long userId, String product, int quantity) {
		Order order = this.signals.mute(Mute.receiver(OrderReceivers.CONFIRM_ORDER),
				() -> this.orders.place(userId, product, quantity));
		this.mails.confirm(order);
		return order;
	}

	/**
	 * Update an order and, once this is committed, tell the user by email. The receiver
	 * that would do the same is muted.
	 * @param id the identifier of the order
	 * @param product what is ordered now
	 * @param quantity the new quantity
	 * @return the order
	 */
	public Order updateAndMail(long id, String product, int quantity) {
		Order order = this.signals.mute(Mute.receiver(OrderReceivers.CONFIRM_CHANGE),
				() -> this.orders.update(id, product, quantity));
		this.mails.confirmChange(order);
		return order;
	}

}
