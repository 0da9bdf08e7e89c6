package io.github.signals.sample.warehouse;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record CrateRequest(@NotBlank @Size(max = 100) String name, @Size(max = 500) @Nullable String description) {

	static CrateRequest of(Map<String, String> row) {
		return new CrateRequest(row.getOrDefault("name", ""), row.get("description"));
	}

	Crate toCrate(Warehouse warehouse) {
		return new Crate(this.name, this.description, warehouse);
	}

}
