package io.github.signals.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * What the endpoint itself answers with: data, or the way to the console for a browser,
 * which asks for a page before anything else.
 *
 * @since 0.1.0
 */
public enum SignalsFormat implements Producible<SignalsFormat> {

	/** The data of Spring Boot's endpoints, version 2. */
	V2_JSON("application/vnd.spring-boot.actuator.v2+json"),

	/** The data of Spring Boot's endpoints, version 3. */
	V3_JSON("application/vnd.spring-boot.actuator.v3+json"),

	/** Data, which is the answer if nothing is preferred. */
	JSON(MediaTypes.JSON),

	/** A page that leads to the console. */
	HTML(MediaTypes.HTML);

	private final MimeType type;

	SignalsFormat(String type) {
		this.type = MimeType.valueOf(type);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
