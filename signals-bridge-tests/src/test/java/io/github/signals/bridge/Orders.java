package io.github.signals.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What both web frameworks answer.
 */
@RestController
class Orders {

	private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

	@GetMapping("/orders/{id}")
	String order(@PathVariable long id) {
		return "order " + id;
	}

	@PostMapping("/orders/{id}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void change(@PathVariable long id) {
	}

	@GetMapping("/later")
	CompletableFuture<String> later() {
		return CompletableFuture.supplyAsync(() -> "at last", SOON);
	}

	@GetMapping("/fails")
	String fails() {
		throw new IllegalStateException("nobody answers");
	}

	@GetMapping("/fails-later")
	CompletableFuture<String> failsLater() {
		return CompletableFuture.supplyAsync(this::fails, SOON);
	}

	@GetMapping("/answered")
	String answered() {
		throw new UnsupportedOperationException("answered");
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.CONFLICT)
	String answer(UnsupportedOperationException ex) {
		return "answered";
	}

	@GetMapping("/gone")
	String gone() {
		throw new ResponseStatusException(HttpStatus.GONE);
	}

	@GetMapping("/annotated")
	String annotated() {
		throw new GoneException();
	}

	@ResponseStatus(HttpStatus.GONE)
	static class GoneException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
