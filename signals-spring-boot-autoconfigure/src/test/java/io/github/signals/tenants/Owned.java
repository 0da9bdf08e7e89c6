package io.github.signals.tenants;

import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;

/**
 * Entities that belong to tenants in each way that Hibernate knows, and one that does
 * not.
 */
final class Owned {

	private Owned() {
	}

	@MappedSuperclass
	abstract static class OfATenant {

		@TenantId
		String tenant;

	}

	@Entity(name = "Invoice")
	static class Invoice extends OfATenant {

		@Id
		UUID id = UUID.randomUUID();

	}

	@Embeddable
	static class Owner {

		@TenantId
		String tenant;

		String department = "sales";

	}

	@Embeddable
	static class Origin {

		String country = "CZ";

		@Embedded
		Owner owner = new Owner();

	}

	@Entity(name = "Contract")
	static class Contract {

		@Id
		UUID id = UUID.randomUUID();

		@Embedded
		Owner owner = new Owner();

	}

	@Entity(name = "Cargo")
	static class Cargo {

		@Id
		UUID id = UUID.randomUUID();

		@Embedded
		Origin origin = new Origin();

	}

	record BillId(UUID id, String tenant) {

	}

	@Entity(name = "Bill")
	@IdClass(BillId.class)
	static class Bill {

		@Id
		UUID id = UUID.randomUUID();

		@Id
		@TenantId
		String tenant;

	}

	/** Of nobody, though it refers to somebody's. */
	@Entity(name = "Currency")
	static class Currency {

		@Id
		UUID id = UUID.randomUUID();

		@ManyToOne
		Invoice first;

	}

}
