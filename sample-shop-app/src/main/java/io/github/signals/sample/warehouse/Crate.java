package io.github.signals.sample.warehouse;

import io.github.signals.sample.auditing.TimeStamped;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A crate in a warehouse.
 */
@Entity
public class Crate extends TimeStamped {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name;

	private String description;

	@ManyToOne(optional = false)
	private Warehouse warehouse;

	@SuppressWarnings("NullAway.Init")
	protected Crate() {
	}

	Crate(String name, String description, Warehouse warehouse) {
		this.name = name;
		this.description = description;
		this.warehouse = warehouse;
	}

	public Long getId() {
		Assert.state(this.id != null, "The crate is not saved yet");
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getDescription() {
		return this.description;
	}

	public Warehouse getWarehouse() {
		return this.warehouse;
	}

}
