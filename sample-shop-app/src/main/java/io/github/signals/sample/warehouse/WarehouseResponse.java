package io.github.signals.sample.warehouse;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

record WarehouseResponse(long id, String name, @Nullable String address, @Nullable CrateResponse newestCrate,
		@Nullable Instant created, @Nullable Instant modified) {

	static WarehouseResponse of(Warehouse warehouse) {
		Crate newest = warehouse.getNewestCrate();
		return new WarehouseResponse(warehouse.getId(), warehouse.getName(), warehouse.getAddress(),
				(newest != null) ? CrateResponse.of(newest) : null, warehouse.getCreated(), warehouse.getModified());
	}

}
