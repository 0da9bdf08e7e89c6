package io.github.signals.sample.warehouse;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.signals.EntitySignal;
import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class WarehouseTests extends AbstractShopTests {

	@Autowired
	private WarehouseService warehouses;

	@Autowired
	private CrateRepository crates;

	@Autowired
	private TransactionTemplate transaction;

	private long id;

	@BeforeEach
	void openWarehouse() {
		this.id = create("/api/warehouses", Map.of("name", unique("Harbour"), "address", "1 Quay Street"),
				WarehouseResponse.class)
			.id();
		this.committed.clear();
	}

	// S1: a cascade
	@Test
	void aCrateThatIsSavedWithItsWarehouseIsTheNewest() {
		this.warehouses.addTo(this.id, "Plums", "Blue ones");
		assertThat(Objects.requireNonNull(warehouse().newestCrate()).name()).isEqualTo("Plums");
		assertThat(this.committed).filteredOn((signal) -> signal.sender() == Crate.class).hasSize(1);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theStockIsToldOnceForEachTransaction(CapturedOutput output) {
		CrateResponse[] stored = upload("name,description\nFigs,Green\nDates,Ripe\n");
		assertThat(output).containsOnlyOnce("added [Figs, Dates], removed []");
		this.warehouses.remove(stored[0].id());
		assertThat(output).containsOnlyOnce("added [], removed [Figs]");
	}

	@Test
	void aNewWarehouseHasNoNewestCrate() {
		assertThat(warehouse().newestCrate()).isNull();
	}

	@Test
	void anAddressAndADescriptionAreOptional() {
		WarehouseResponse plain = create("/api/warehouses", Map.of("name", unique("Attic")), WarehouseResponse.class);
		assertThat(plain.address()).isNull();
		CrateResponse crate = create("/api/warehouses/" + plain.id() + "/crates", Map.of("name", "Odds and ends"),
				CrateResponse.class);
		assertThat(crate.description()).isNull();
		assertThat(get("/api/warehouses/" + plain.id(), WarehouseResponse.class).newestCrate()).isEqualTo(crate);
	}

	@Test
	void aBulkUploadNeedsNoDescriptions() {
		assertThat(upload("name\nApples\nPears\n")).extracting(CrateResponse::description).containsOnlyNulls();
	}

	@Test
	void aCrateStoredByRestIsTheNewest() {
		store("Apples");
		CrateResponse pears = store("Pears");
		assertThat(warehouse().newestCrate()).isEqualTo(pears);
	}

	@Test
	void theLastCrateOfABulkUploadIsTheNewest() {
		CrateResponse[] stored = upload("name,description\nApples,Green\nPears,Ripe\nPlums,\n");
		assertThat(stored).extracting(CrateResponse::name).containsExactly("Apples", "Pears", "Plums");
		assertThat(warehouse().newestCrate()).isEqualTo(stored[2]);
		assertThat(this.committed).filteredOn((signal) -> signal.sender() == Crate.class).hasSize(3);
	}

	@Test
	void ofABulkUploadTheWarehouseIsHeardOnceAfterTheCommit() {
		upload("name,description\nApples,Green\nPears,Ripe\n");
		assertThat(this.committed).extracting(EntitySignal::sender).containsOnlyOnce(Warehouse.class);
	}

	@Test
	void aCrateStoredByAServiceIsTheNewest() {
		Crate crate = this.warehouses.store(this.id, "Apples", "");
		assertThat(warehouse().newestCrate().id()).isEqualTo(crate.getId());
	}

	@Test
	void aCrateSavedWithAWarehouseFromAnotherTransactionIsTheNewest() {
		Crate crate = this.crates.save(new Crate("Apples", "", this.warehouses.get(this.id)));
		assertThat(warehouse().newestCrate().id()).isEqualTo(crate.getId());
	}

	@Test
	void aCrateThatIsRolledBackIsNotTheNewest() {
		CrateResponse apples = store("Apples");
		this.transaction.executeWithoutResult((status) -> {
			this.warehouses.store(this.id, "Pears", "");
			status.setRollbackOnly();
		});
		assertThat(warehouse().newestCrate()).isEqualTo(apples);
	}

	@Test
	void anUpdateOfACrateDoesNotMakeItTheNewest() {
		CrateResponse apples = store("Apples");
		CrateResponse pears = store("Pears");
		this.crates.save(this.crates.findById(apples.id()).orElseThrow());
		assertThat(warehouse().newestCrate()).isEqualTo(pears);
	}

	@Test
	void aWarehouseForgetsItsNewestCrateWhenThatGoes() {
		// Behaviours 103: the reference is repaired before the row goes
		store("Apples");
		CrateResponse pears = store("Pears");
		delete("/api/crates/" + pears.id());
		assertThat(warehouse().newestCrate()).isNull();
	}

	@Test
	void aWarehouseKeepsItsNewestCrateWhenAnotherGoes() {
		CrateResponse apples = store("Apples");
		CrateResponse pears = store("Pears");
		delete("/api/crates/" + apples.id());
		assertThat(warehouse().newestCrate()).isEqualTo(pears);
	}

	@Test
	void allCratesCanGoAtOnce() {
		CrateResponse apples = store("Apples");
		CrateResponse pears = store("Pears");
		this.crates.deleteAllById(List.of(pears.id(), apples.id()));
		assertThat(warehouse().newestCrate()).isNull();
	}

	private WarehouseResponse warehouse() {
		return get("/api/warehouses/" + this.id, WarehouseResponse.class);
	}

	private CrateResponse store(String name) {
		return create("/api/warehouses/" + this.id + "/crates", Map.of("name", name, "description", "Fruit"),
				CrateResponse.class);
	}

	private CrateResponse[] upload(String csv) {
		return post("/api/warehouses/" + this.id + "/crates/bulk", MediaType.parseMediaType("text/csv"), csv)
			.expectStatus()
			.isCreated()
			.returnResult(CrateResponse[].class)
			.getResponseBody();
	}

}
