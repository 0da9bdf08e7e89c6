package io.github.signals.console;

import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * An application without a store that hears a signal of its own.
 */
@SpringBootApplication
class ConsoleApplication {

	/** A name that is harmless only as text. */
	static final String HOSTILE = "</script><script>alert(1)</script> \"'&\u202e";

	@Receiver(dispatchUid = "pay")
	void pay(Paid paid) {
	}

	@Receiver(dispatchUid = HOSTILE, condition = "instance != '<img src=x onerror=alert(1)>'")
	void refund(Paid paid) {
	}

	/**
	 * A signal of the application.
	 *
	 * @param instance what it is about
	 */
	record Paid(String instance) implements Signal<String> {

	}

}
