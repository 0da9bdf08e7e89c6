package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * An entity with attributes of many kinds.
 */
@Entity
class Parcel {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	String name;

	Status status = Status.PACKED;

	BigDecimal weight = new BigDecimal("1.50");

	UUID reference = UUID.randomUUID();

	Instant packedAt = Instant.parse("2026-01-02T03:04:05.678Z");

	@Embedded
	Address address = new Address("Main Street", "Springfield");

	@ManyToOne(cascade = CascadeType.PERSIST)
	Depot depot;

	@ElementCollection
	Set<String> tags = new LinkedHashSet<>();

	protected Parcel() {
	}

	Parcel(String name) {
		this.name = name;
	}

	Long getId() {
		return this.id;
	}

	enum Status {

		PACKED, SENT

	}

	@Embeddable
	record Address(String street, String city) {

	}

	@Entity
	static class Depot {

		@Id
		Long id;

		Integer parcels = 0;

		protected Depot() {
		}

		Depot(Long id) {
			this.id = id;
		}

	}

}
