package io.github.signals.actuate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * What is saved.
 */
@Entity
class Ticket {

	static final String SECRET = "value-that-is-never-shown";

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String status;

	private String seat = SECRET;

	protected Ticket() {
	}

	Ticket(String status) {
		this.status = status;
	}

	Long getId() {
		return this.id;
	}

	public String getStatus() {
		return this.status;
	}

	void setStatus(String status) {
		this.status = status;
	}

	void setSeat(String seat) {
		this.seat = seat;
	}

}
