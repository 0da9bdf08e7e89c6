package io.github.signals.sample.shop;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rejects an order for a product that is sold out.
 */
class SoldOutException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	SoldOutException(String product) {
		super(HttpStatus.CONFLICT,
				ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "'%s' is sold out".formatted(product)), null);
	}

}
