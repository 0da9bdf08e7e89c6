package io.github.signals.test.whole;

import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * An application with a receiver.
 */
@SpringBootApplication
public class WholeApplication {

	@Receiver(dispatchUid = "stock")
	void on(Stocked stocked) {
	}

	record Stocked(String instance) implements Signal<String> {

	}

}
