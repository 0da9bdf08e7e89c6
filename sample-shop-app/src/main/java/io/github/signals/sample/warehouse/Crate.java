package io.github.signals.sample.warehouse;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
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
public class Crate extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name;

	private @Nullable String description;

	@ManyToOne(optional = false)
	private Warehouse warehouse;

	@SuppressWarnings("NullAway.Init")
	protected Crate() {
	}

	Crate(String name, @Nullable String description, Warehouse warehouse) {
		this.name = name;
		this.description = description;
		this.warehouse = warehouse;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The crate is not saved yet");
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public @Nullable String getDescription() {
		return this.description;
	}

	public Warehouse getWarehouse() {
		return this.warehouse;
	}

	@Override
	public String getSearchText() {
		return (this.description != null) ? this.name + ": " + this.description : this.name;
	}

}
