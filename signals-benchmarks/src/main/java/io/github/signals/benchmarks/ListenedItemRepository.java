package io.github.signals.benchmarks;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The repository of entities with a JPA listener.
 */
interface ListenedItemRepository extends JpaRepository<ListenedItem, Long> {

}
