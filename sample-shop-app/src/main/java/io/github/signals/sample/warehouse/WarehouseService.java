package io.github.signals.sample.warehouse;

import java.util.List;

import io.github.signals.sample.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens warehouses and stores crates in them.
 */
@Service
@Transactional
public class WarehouseService {

	private final WarehouseRepository warehouses;

	private final CrateRepository crates;

	WarehouseService(WarehouseRepository warehouses, CrateRepository crates) {
		this.warehouses = warehouses;
		this.crates = crates;
	}

	@Transactional(readOnly = true)
	public Warehouse get(long id) {
		return this.warehouses.findById(id).orElseThrow(() -> new NotFoundException("warehouse", id));
	}

	public Warehouse open(String name, @Nullable String address) {
		return this.warehouses.save(new Warehouse(name, address));
	}

	public Crate store(long warehouseId, String name, @Nullable String description) {
		return this.crates.save(new Crate(name, description, get(warehouseId)));
	}

	/**
	 * Add a crate to a warehouse and save the warehouse. The crate is saved with it.
	 * @param warehouseId the identifier of the warehouse
	 * @param name the name of the crate
	 * @param description the contents of the crate, if known
	 * @return the warehouse
	 */
	public Warehouse addTo(long warehouseId, String name, @Nullable String description) {
		Warehouse warehouse = get(warehouseId);
		warehouse.getCrates().add(new Crate(name, description, warehouse));
		return this.warehouses.save(warehouse);
	}

	List<Crate> storeAll(long warehouseId, List<CrateRequest> requests) {
		Warehouse warehouse = get(warehouseId);
		return this.crates.saveAll(requests.stream().map((request) -> request.toCrate(warehouse)).toList());
	}

	public void remove(long crateId) {
		this.crates.delete(this.crates.findById(crateId).orElseThrow(() -> new NotFoundException("crate", crateId)));
	}

}
