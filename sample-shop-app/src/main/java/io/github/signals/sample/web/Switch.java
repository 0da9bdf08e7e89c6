package io.github.signals.sample.web;

import jakarta.validation.constraints.NotNull;

/**
 * Whether something that can be switched off is working.
 *
 * @param up whether it is working
 */
public record Switch(@NotNull Boolean up) {

}
