package io.github.signals.crash;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * An order, which is changed step by step.
 */
@MappedSuperclass
abstract class NumberedOrder {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	@Nullable Long id;

	int number;

	int step;

	protected NumberedOrder() {
	}

	NumberedOrder(int number) {
		this.number = number;
	}

	@NoRepositoryBean
	interface Orders<T extends NumberedOrder> extends JpaRepository<T, Long> {

		@Nullable T findByNumber(int number);

	}

}
