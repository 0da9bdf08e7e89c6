package io.github.signals.sample.web;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rejects a request for something that does not exist.
 */
public class NotFoundException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	public NotFoundException(String what, long id) {
		this("There is no %s with id %d".formatted(what, id));
	}

	public NotFoundException(String detail) {
		super(HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail), null);
	}

}
