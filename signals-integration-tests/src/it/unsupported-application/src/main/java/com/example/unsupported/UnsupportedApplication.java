package com.example.unsupported;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.test.context.TestContextManager;

/**
 * Starts as an application and as a slice of it, and hears both times why it does not.
 */
@SpringBootApplication
public class UnsupportedApplication {

	private static final Logger logger = LoggerFactory.getLogger(UnsupportedApplication.class);

	private static final String SENTENCE = "Signals requires Spring Boot 4.0 or a later 4.x version, but this"
			+ " application uses Spring Boot " + SpringBootVersion.getVersion() + ".";

	public static void main(String[] args) {
		refused("application", () -> SpringApplication.run(UnsupportedApplication.class, args));
		refused("slice", () -> new TestContextManager(Slice.class).prepareTestInstance(new Slice()));
	}

	private static void refused(String what, Start start) {
		try {
			start.run();
		}
		catch (Exception | Error ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (SENTENCE.equals(cause.getMessage())) {
					logger.info("Refused, as expected, the {}", what);
					return;
				}
			}
			throw new IllegalStateException("Another failure of the " + what, ex);
		}
		throw new IllegalStateException("Nothing refused the " + what);
	}

	@DataJpaTest
	static class Slice {

	}

	interface Start {

		void run() throws Exception;

	}

}
