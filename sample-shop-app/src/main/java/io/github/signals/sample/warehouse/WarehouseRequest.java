package io.github.signals.sample.warehouse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record WarehouseRequest(@NotBlank @Size(max = 100) String name, @Size(max = 200) @Nullable String address) {

}
