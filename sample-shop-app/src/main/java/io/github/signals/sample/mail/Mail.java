package io.github.signals.sample.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * An email that has arrived.
 *
 * @param to who gets it
 * @param subject what it is about
 * @param text what it says
 * @param received when it arrived
 */
public record Mail(String to, String subject, String text, Instant received) {

	static Mail of(@Nullable String to, byte[] message) {
		try {
			MimeMessage parsed = new MimeMessage((@Nullable Session) null, new ByteArrayInputStream(message));
			return new Mail(String.valueOf(to), String.valueOf(parsed.getSubject()),
					String.valueOf(parsed.getContent()).strip(), Instant.now());
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalArgumentException("The message cannot be read", ex);
		}
	}

}
