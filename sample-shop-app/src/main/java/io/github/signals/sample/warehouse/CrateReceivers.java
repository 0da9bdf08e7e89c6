package io.github.signals.sample.warehouse;

import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDeleteReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Keeps the newest crate of each warehouse up to date.
 */
@Component
class CrateReceivers {

	private static final Logger logger = LoggerFactory.getLogger(CrateReceivers.class);

	private final WarehouseRepository warehouses;

	CrateReceivers(WarehouseRepository warehouses) {
		this.warehouses = warehouses;
	}

	@PostSaveReceiver(on = On.CREATED, dispatchUid = "set_newest_crate")
	void setNewestCrate(Crate crate) {
		Warehouse warehouse = this.warehouses.findById(crate.getWarehouse().getId()).orElseThrow();
		warehouse.setNewestCrate(crate);
		this.warehouses.save(warehouse);
		logger.info("The newest crate of warehouse '{}' is '{}'.", warehouse.getName(), crate.getName());
	}

	@PreDeleteReceiver(dispatchUid = "unset_newest_crate")
	void unsetNewestCrate(Crate crate) {
		this.warehouses.findByNewestCrate(crate).ifPresent((warehouse) -> {
			warehouse.setNewestCrate(null);
			this.warehouses.save(warehouse);
		});
	}

}
