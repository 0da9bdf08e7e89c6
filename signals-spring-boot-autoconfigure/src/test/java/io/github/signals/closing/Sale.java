package io.github.signals.closing;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * What is written while the context closes.
 */
@Entity
class Sale {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	@Nullable Long id;

	int number;

	protected Sale() {
	}

	Sale(int number) {
		this.number = number;
	}

	interface Sales extends JpaRepository<Sale, Long> {

	}

}
