package io.github.signals.sample.shop;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

record OrderRequest(@NotNull Long userId, @NotBlank @Size(max = 100) String product,
		@NotNull @Positive Integer quantity) {

}
