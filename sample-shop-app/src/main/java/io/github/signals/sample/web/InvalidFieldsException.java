package io.github.signals.sample.web;

import java.io.Serial;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rejects a request with invalid fields, and names them.
 */
class InvalidFieldsException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	InvalidFieldsException(Map<String, String> errors) {
		super(HttpStatus.BAD_REQUEST, problem(errors), null);
	}

	static ProblemDetail problem(Map<String, String> errors) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Some fields are invalid");
		problem.setProperty("errors", errors);
		return problem;
	}

}
