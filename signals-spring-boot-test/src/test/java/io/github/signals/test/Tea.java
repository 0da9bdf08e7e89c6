package io.github.signals.test;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Tea {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	protected Tea() {
	}

	Tea(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	void setName(String name) {
		this.name = name;
	}

}
