package io.github.signals.autoconfigure;

import java.io.Serial;

/**
 * Stops the startup on a Spring Boot version that the library does not support.
 */
class UnsupportedSpringBootException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnsupportedSpringBootException(String version) {
		super("Signals requires Spring Boot 4.0 or a later 4.x version, but this application uses Spring Boot "
				+ version + ".");
	}

}
