package io.github.signals.sample.shop;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rejects a change to an order that is shipped already.
 */
class ShippedOrderException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	ShippedOrderException(long id) {
		super(HttpStatus.CONFLICT,
				ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Order %d is shipped already".formatted(id)),
				null);
	}

}
