package io.github.signals.sample.warehouse;

import java.net.URI;
import java.util.List;

import io.github.signals.sample.web.CsvReader;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class WarehouseController {

	private final WarehouseService warehouses;

	private final CsvReader csv;

	WarehouseController(WarehouseService warehouses, CsvReader csv) {
		this.warehouses = warehouses;
		this.csv = csv;
	}

	@PostMapping("/warehouses")
	ResponseEntity<WarehouseResponse> open(@Valid @RequestBody WarehouseRequest request) {
		WarehouseResponse warehouse = WarehouseResponse.of(this.warehouses.open(request.name(), request.address()));
		return ResponseEntity.created(URI.create("/api/warehouses/" + warehouse.id())).body(warehouse);
	}

	@GetMapping("/warehouses/{id}")
	WarehouseResponse get(@PathVariable long id) {
		return WarehouseResponse.of(this.warehouses.get(id));
	}

	@PostMapping("/warehouses/{id}/crates")
	@ResponseStatus(HttpStatus.CREATED)
	CrateResponse store(@PathVariable long id, @Valid @RequestBody CrateRequest request) {
		return CrateResponse.of(this.warehouses.store(id, request.name(), request.description()));
	}

	@PostMapping(path = "/warehouses/{id}/crates/bulk", consumes = "text/csv")
	@ResponseStatus(HttpStatus.CREATED)
	List<CrateResponse> storeAll(@PathVariable long id, @RequestBody String body) {
		List<CrateRequest> requests = this.csv.read(body, CrateRequest::of);
		return this.warehouses.storeAll(id, requests).stream().map(CrateResponse::of).toList();
	}

	@DeleteMapping("/crates/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id) {
		this.warehouses.remove(id);
	}

}
