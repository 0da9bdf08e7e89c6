package io.github.signals.sample.mail;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.github.signals.sample.web.NotFoundException;
import io.github.signals.sample.web.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whoever names a mail server gets the emails there.
 */
class OtherMailServerTests {

	@RegisterExtension
	static final GreenMailExtension other = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
		.withBean(Mailbox.class)
		.withBean(MailServer.class)
		.withBean(Mails.class)
		.withBean(MailController.class);

	@Test
	void getsAllEmailsAndTheOneInTheProcessIsNotStarted() {
		this.runner
			.withPropertyValues("spring.mail.host=" + other.getSmtp().getBindTo(),
					"spring.mail.port=" + other.getSmtp().getPort())
			.run((context) -> {
				context.getBean(Mails.class).send("ada@example.com", "Hello", "World");
				assertThat(other.getReceivedMessages()).singleElement()
					.satisfies((mail) -> assertThat(mail.getSubject()).isEqualTo("Hello"));
				assertThat(context.getBean(Mailbox.class).mails()).isEmpty();
				assertThat(context.getBean(MailServer.class).isUp()).isFalse();
				MailController controller = context.getBean(MailController.class);
				assertThatExceptionOfType(NotFoundException.class).isThrownBy(controller::state);
				assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> controller.turn(new Switch(true)));
			});
	}

	@Test
	void isNotNeeded() {
		this.runner.run((context) -> {
			context.getBean(Mails.class).send("ada@example.com", "Grüße", "Wörld");
			assertThat(other.getReceivedMessages()).isEmpty();
			assertThat(context.getBean(Mailbox.class).mails()).singleElement().satisfies((mail) -> {
				assertThat(mail.to()).isEqualTo("ada@example.com");
				assertThat(mail.subject()).isEqualTo("Grüße");
				assertThat(mail.text()).isEqualTo("Wörld");
			});
		});
	}

}
