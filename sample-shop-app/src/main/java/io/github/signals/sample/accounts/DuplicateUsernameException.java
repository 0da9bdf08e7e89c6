package io.github.signals.sample.accounts;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Rejects a request for a username that another user has.
 */
class DuplicateUsernameException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	DuplicateUsernameException(String username, @Nullable Throwable cause) {
		super(HttpStatus.CONFLICT,
				ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The username '%s' is taken".formatted(username)),
				cause);
	}

}
