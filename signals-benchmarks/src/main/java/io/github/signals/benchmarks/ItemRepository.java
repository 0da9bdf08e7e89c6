package io.github.signals.benchmarks;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The repository of entities without a listener.
 */
interface ItemRepository extends JpaRepository<Item, Long> {

}
