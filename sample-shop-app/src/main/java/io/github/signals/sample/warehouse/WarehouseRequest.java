package io.github.signals.sample.warehouse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record WarehouseRequest(@NotBlank @Size(max = 100) String name, @NotBlank @Size(max = 200) String address) {

}
