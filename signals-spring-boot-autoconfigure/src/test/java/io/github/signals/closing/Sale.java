package io.github.signals.closing;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * What is written while the context closes.
 */
@Entity
class Sale {

	private static final AtomicLong made = new AtomicLong();

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	@Nullable Long id;

	int number;

	@Transient
	private final long place = made.incrementAndGet();

	protected Sale() {
	}

	Sale(int number) {
		this.number = number;
	}

	/**
	 * Return how many were made until now.
	 */
	static long made() {
		return made.get();
	}

	boolean isAfter(long made) {
		return this.place > made;
	}

	interface Sales extends JpaRepository<Sale, Long> {

	}

}
