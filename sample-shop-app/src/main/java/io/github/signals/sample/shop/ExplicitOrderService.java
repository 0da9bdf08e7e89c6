package io.github.signals.sample.shop;

import io.github.signals.Mute;
import io.github.signals.Signals;

import org.springframework.stereotype.Service;

/**
 * The alternative to a receiver: a reader of {@link #placeAndMail} sees everything that
 * happens, but other code that places an order must remember to send the email. If the
 * email cannot be sent, the order is placed and the email is lost.
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

}
