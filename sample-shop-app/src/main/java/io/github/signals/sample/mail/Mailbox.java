package io.github.signals.sample.mail;

import java.util.List;

import io.github.signals.sample.web.Recent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * What the {@link MailServer} has received recently. It stays here while the server is
 * down.
 */
@Component
public class Mailbox {

	private static final Logger logger = LoggerFactory.getLogger(Mailbox.class);

	private final Recent<Mail> mails = new Recent<>(100);

	void deliver(Mail mail) {
		this.mails.add(mail);
		logger.info("Email to [{}]: {}: {}", mail.to(), mail.subject(), mail.text());
	}

	/**
	 * Return the emails, the newest first.
	 * @return the emails
	 */
	public List<Mail> mails() {
		return this.mails.list();
	}

	public void clear() {
		this.mails.clear();
	}

}
