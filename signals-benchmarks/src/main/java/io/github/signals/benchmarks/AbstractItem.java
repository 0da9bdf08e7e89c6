package io.github.signals.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An entity as they are: an identifier of a sequence, and half a dozen attributes.
 */
@MappedSuperclass
abstract class AbstractItem implements Stored {

	static final Instant LISTED = Instant.parse("2026-01-01T00:00:00Z");

	@Id
	@SequenceGenerator(name = "item_sequence", sequenceName = "item_sequence", allocationSize = 1000)
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_sequence")
	private @Nullable Long id;

	private String name = "";

	private String description = "Leaves, dried";

	private int stock = 7;

	private BigDecimal price = new BigDecimal("3.50");

	private Instant listed = LISTED;

	@Nullable Long id() {
		return this.id;
	}

	@Override
	public void rename(String name) {
		this.name = name;
	}

	@Override
	public boolean isNamed() {
		return !this.name.isEmpty();
	}

}
