package io.github.signals.sample.accounts;

import java.net.URI;
import java.time.LocalDate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
class UserController {

	private final AccountService accounts;

	UserController(AccountService accounts) {
		this.accounts = accounts;
	}

	@PostMapping
	ResponseEntity<UserResponse> register(@Valid @RequestBody UserRequest request) {
		UserResponse user = UserResponse.of(this.accounts.register(request.username(), request.email()));
		return ResponseEntity.created(URI.create("/api/users/" + user.id())).body(user);
	}

	@GetMapping("/{id}")
	UserResponse get(@PathVariable long id) {
		return UserResponse.of(this.accounts.get(id));
	}

	@PutMapping("/{id}")
	UserResponse update(@PathVariable long id, @Valid @RequestBody UserRequest request) {
		return UserResponse.of(this.accounts.update(id, request.username(), request.email()));
	}

	@PutMapping("/{id}/profile")
	UserResponse describe(@PathVariable long id, @Valid @RequestBody ProfileRequest request) {
		return UserResponse.of(this.accounts.describe(id, request.bio(), request.location(), request.birthDate()));
	}

	@PutMapping("/{id}/email")
	UserResponse correctEmail(@PathVariable long id, @Valid @RequestBody EmailRequest request) {
		return UserResponse.of(this.accounts.correctEmail(id, request.email()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.accounts.delete(id);
	}

	record EmailRequest(@NotBlank @Email @Size(max = 254) String email) {

	}

	record ProfileRequest(@NotNull @Size(max = 500) String bio, @NotNull @Size(max = 30) String location,
			@Past @Nullable LocalDate birthDate) {

	}

}
