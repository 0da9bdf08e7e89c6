package io.github.signals.sample.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record UserRequest(@NotBlank @Size(max = 150) String username, @NotBlank @Email @Size(max = 254) String email) {

}
