package io.github.signals.sample.mail;

import java.util.List;

import io.github.signals.sample.web.NotFoundException;
import io.github.signals.sample.web.Switch;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MailController {

	private final Mailbox mailbox;

	private final MailServer server;

	MailController(Mailbox mailbox, MailServer server) {
		this.mailbox = mailbox;
		this.server = server;
	}

	@GetMapping("/api/mailbox")
	List<Mail> mails() {
		return this.mailbox.mails();
	}

	@DeleteMapping("/api/mailbox")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void clear() {
		this.mailbox.clear();
	}

	@GetMapping("/api/mail-server")
	Switch state() {
		requireUsed();
		return new Switch(this.server.isUp());
	}

	@PutMapping("/api/mail-server")
	Switch turn(@Valid @RequestBody Switch wanted) {
		requireUsed();
		this.server.turn(wanted.up());
		return state();
	}

	private void requireUsed() {
		if (!this.server.isUsed()) {
			throw new NotFoundException(
					"Emails go to the server that spring.mail.host names, which has no switch here");
		}
	}

}
