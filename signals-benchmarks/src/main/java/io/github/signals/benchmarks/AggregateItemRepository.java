package io.github.signals.benchmarks;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The repository of aggregates.
 */
interface AggregateItemRepository extends JpaRepository<AggregateItem, Long> {

}
