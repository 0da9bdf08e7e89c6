package io.github.signals.actuate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * What durable receivers hear of, and what receivers save.
 */
@Entity
class Voucher {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String code;

	protected Voucher() {
	}

	Voucher(String code) {
		this.code = code;
	}

	Long getId() {
		return this.id;
	}

	String getCode() {
		return this.code;
	}

	void setCode(String code) {
		this.code = code;
	}

}
