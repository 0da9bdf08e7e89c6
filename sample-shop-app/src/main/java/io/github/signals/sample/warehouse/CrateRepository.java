package io.github.signals.sample.warehouse;

import org.springframework.data.jpa.repository.JpaRepository;

interface CrateRepository extends JpaRepository<Crate, Long> {

}
