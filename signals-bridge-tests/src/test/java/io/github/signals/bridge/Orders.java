package io.github.signals.bridge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
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

	@GetMapping("/teapot")
	String teapot() {
		throw new ResponseStatusException(HttpStatusCode.valueOf(418));
	}

	@GetMapping("/annotated")
	String annotated() {
		throw new TeapotException();
	}

	@ResponseStatus(HttpStatus.I_AM_A_TEAPOT)
	static class TeapotException extends RuntimeException {

	}

}
