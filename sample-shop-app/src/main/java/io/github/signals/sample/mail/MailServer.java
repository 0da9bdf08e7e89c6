package io.github.signals.sample.mail;

import java.net.InetAddress;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * An SMTP server in this process, which fills the {@link Mailbox}. It has a free port of
 * the loopback interface, and can be taken down and up again at any time. It is not used
 * if {@code spring.mail.host} names another server.
 */
@Component
@EnableConfigurationProperties(MailProperties.class)
public class MailServer {

	private final Mailbox mailbox;

	private final boolean used;

	private volatile JavaMailSenderImpl sender = new JavaMailSenderImpl();

	private @Nullable SMTPServer running;

	private final MailProperties properties;

	MailServer(Mailbox mailbox, ObjectProvider<JavaMailSender> other, MailProperties properties) {
		this.mailbox = mailbox;
		this.properties = properties;
		this.used = other.getIfAvailable() == null;
	}

	public boolean isUsed() {
		return this.used;
	}

	public synchronized boolean isUp() {
		return this.running != null;
	}

	/**
	 * Take the server up or down.
	 * @param up whether it accepts emails from now on
	 */
	public synchronized void turn(boolean up) {
		if (up && this.running == null) {
			this.running = start();
		}
		else if (!up && this.running != null) {
			this.running.stop();
			this.running = null;
		}
	}

	private SMTPServer start() {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		SMTPServer server = SMTPServer.port(0)
			.bindAddress(loopback)
			.messageHandler((context, from, to, data) -> this.mailbox.deliver(Mail.of(to, data)))
			.build();
		server.start();
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(loopback.getHostAddress());
		sender.setPort(server.getPortAllocated());
		sender.getJavaMailProperties().putAll(this.properties.getProperties());
		this.sender = sender;
		return server;
	}

	/**
	 * Send an email to this server.
	 * @param mails what to send
	 * @throws org.springframework.mail.MailSendException if the server is down
	 */
	void send(SimpleMailMessage... mails) {
		this.sender.send(mails);
	}

	@PostConstruct
	void open() {
		turn(this.used);
	}

	@PreDestroy
	void close() {
		turn(false);
	}

}
