package io.github.signals.sample.shop;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends emails to users about their orders: by SMTP if a server is configured, or else to
 * the log.
 */
@Component
class OrderMails {

	private final MailSender sender;

	OrderMails(ObjectProvider<JavaMailSender> sender) {
		MailSender configured = sender.getIfAvailable();
		this.sender = (configured != null) ? configured : new LoggingMailSender();
	}

	void confirm(Order order) {
		SimpleMailMessage mail = new SimpleMailMessage();
		mail.setFrom("shop@example.com");
		mail.setTo(order.getUser().getEmail());
		mail.setSubject("Your order " + order.getId());
		mail.setText("We received your order: " + order);
		this.sender.send(mail);
	}

}
