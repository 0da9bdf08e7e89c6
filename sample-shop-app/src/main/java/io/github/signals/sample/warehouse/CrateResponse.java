package io.github.signals.sample.warehouse;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

record CrateResponse(long id, String name, @Nullable String description, long warehouseId, @Nullable Instant created) {

	static CrateResponse of(Crate crate) {
		return new CrateResponse(crate.getId(), crate.getName(), crate.getDescription(), crate.getWarehouse().getId(),
				crate.getCreated());
	}

}
