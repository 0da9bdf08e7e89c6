package io.github.signals.sample.warehouse;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface WarehouseRepository extends JpaRepository<Warehouse, Long> {

	Optional<Warehouse> findByNewestCrate(Crate crate);

}
