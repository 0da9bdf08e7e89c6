package io.github.signals.sample.shop;

import java.util.Arrays;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/**
 * Writes emails to the log if no mail server is configured.
 */
class LoggingMailSender implements MailSender {

	private static final Logger logger = LoggerFactory.getLogger(LoggingMailSender.class);

	@Override
	public void send(SimpleMailMessage... mails) {
		for (SimpleMailMessage mail : mails) {
			logger.info("Email to {}: {}: {}", Arrays.toString(mail.getTo()), mail.getSubject(), mail.getText());
		}
	}

}
