package io.github.signals.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * An aggregate whose changes register events, which its repository publishes.
 */
@Entity(name = "Item")
class AggregateItem extends AbstractAggregateRoot<AggregateItem> implements Stored {

	@Id
	@SequenceGenerator(name = "item_sequence", sequenceName = "item_sequence", allocationSize = 1000)
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_sequence")
	private @Nullable Long id;

	private String name = "";

	private String description = "Leaves, dried";

	private int stock = 7;

	private BigDecimal price = new BigDecimal("3.50");

	private Instant listed = AbstractItem.LISTED;

	@Override
	public void rename(String name) {
		this.name = name;
		registerEvent(new ItemSaved(this));
	}

	@Override
	public boolean isNamed() {
		return !this.name.isEmpty();
	}

}
