package io.github.signals.sample.warehouse;

import java.util.ArrayList;
import java.util.List;

import io.github.signals.sample.auditing.TimeStamped;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A warehouse, which knows the newest of its crates.
 */
@Entity
public class Warehouse extends TimeStamped {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name;

	private String address;

	@OneToOne
	private @Nullable Crate newestCrate;

	@OneToMany(mappedBy = "warehouse", cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Crate> crates = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Warehouse() {
	}

	Warehouse(String name, String address) {
		this.name = name;
		this.address = address;
	}

	void setNewestCrate(@Nullable Crate newestCrate) {
		this.newestCrate = newestCrate;
	}

	public Long getId() {
		Assert.state(this.id != null, "The warehouse is not saved yet");
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getAddress() {
		return this.address;
	}

	public List<Crate> getCrates() {
		return this.crates;
	}

	public @Nullable Crate getNewestCrate() {
		return this.newestCrate;
	}

}
