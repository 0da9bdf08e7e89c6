package io.github.signals.test;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Label {

	@Id
	@GeneratedValue
	private Long id;

	private String text;

	protected Label() {
	}

	Label(String text) {
		this.text = text;
	}

	public Long getId() {
		return this.id;
	}

	public String getText() {
		return this.text;
	}

}
