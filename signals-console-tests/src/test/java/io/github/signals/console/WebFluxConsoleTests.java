package io.github.signals.console;

import org.springframework.boot.WebApplicationType;

class WebFluxConsoleTests extends AbstractConsoleTests {

	WebFluxConsoleTests() {
		super(WebApplicationType.REACTIVE);
	}

}
