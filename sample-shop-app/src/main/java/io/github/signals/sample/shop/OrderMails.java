package io.github.signals.sample.shop;

import io.github.signals.sample.mail.Mails;

import org.springframework.stereotype.Component;

/**
 * Sends emails to users about their orders.
 */
@Component
class OrderMails {

	private final Mails mails;

	OrderMails(Mails mails) {
		this.mails = mails;
	}

	void confirm(Order order) {
		send(order, "Your order " + order.getId(), "We received your order: " + order);
	}

	void confirmChange(Order order) {
		send(order, "Your order " + order.getId() + " has changed", "Your order is now: " + order);
	}

	private void send(Order order, String subject, String text) {
		this.mails.send(order.getUser().getEmail(), subject, text);
	}

}
