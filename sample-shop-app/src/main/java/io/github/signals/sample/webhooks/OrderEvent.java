package io.github.signals.sample.webhooks;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What a webhook says.
 *
 * @param event what has happened
 * @param orderId the identifier of the order to which it has happened
 */
record OrderEvent(@NotBlank @Size(max = 50) String event, @NotNull Long orderId) {

}
