package io.github.signals.sample.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends emails from the shop: by the server that {@code spring.mail.host} names, or else
 * by the one in this process.
 */
@Component
public class Mails {

	private final MailSender sender;

	Mails(MailServer server, ObjectProvider<JavaMailSender> other) {
		this.sender = server.isUsed() ? server::send : other.getObject();
	}

	/**
	 * Send an email.
	 * @param to who gets it
	 * @param subject what it is about
	 * @param text what it says
	 * @throws org.springframework.mail.MailException if the server does not take it
	 */
	public void send(String to, String subject, String text) {
		SimpleMailMessage mail = new SimpleMailMessage();
		mail.setFrom("shop@example.com");
		mail.setTo(to);
		mail.setSubject(subject);
		mail.setText(text);
		this.sender.send(mail);
	}

}
