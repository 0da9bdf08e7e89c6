package io.github.signals.sample.warehouse;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

record CrateRequest(@NotBlank @Size(max = 100) String name, @NotNull @Size(max = 500) String description) {

	static CrateRequest of(Map<String, String> row) {
		return new CrateRequest(row.getOrDefault("name", ""), row.getOrDefault("description", ""));
	}

	Crate toCrate(Warehouse warehouse) {
		return new Crate(this.name, this.description, warehouse);
	}

}
