package io.github.signals.console;

import org.springframework.boot.WebApplicationType;

class MvcConsoleTests extends AbstractConsoleTests {

	MvcConsoleTests() {
		super(WebApplicationType.SERVLET);
	}

}
