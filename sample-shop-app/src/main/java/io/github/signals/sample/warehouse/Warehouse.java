package io.github.signals.sample.warehouse;

import java.util.ArrayList;
import java.util.List;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
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
public class Warehouse extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name;

	private @Nullable String address;

	@OneToOne
	private @Nullable Crate newestCrate;

	@OneToMany(mappedBy = "warehouse", cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Crate> crates = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Warehouse() {
	}

	Warehouse(String name, @Nullable String address) {
		this.name = name;
		this.address = address;
	}

	void setNewestCrate(@Nullable Crate newestCrate) {
		this.newestCrate = newestCrate;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The warehouse is not saved yet");
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public @Nullable String getAddress() {
		return this.address;
	}

	public List<Crate> getCrates() {
		return this.crates;
	}

	public @Nullable Crate getNewestCrate() {
		return this.newestCrate;
	}

	@Override
	public String getSearchText() {
		return (this.address != null) ? this.name + ", " + this.address : this.name;
	}

}
