package io.github.signals.crash;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * An order, which is changed step by step.
 */
@Entity
class PlacedOrder {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	@Nullable Long id;

	int number;

	int step;

	protected PlacedOrder() {
	}

	PlacedOrder(int number) {
		this.number = number;
	}

	interface PlacedOrders extends JpaRepository<PlacedOrder, Long> {

		@Nullable PlacedOrder findByNumber(int number);

	}

}
