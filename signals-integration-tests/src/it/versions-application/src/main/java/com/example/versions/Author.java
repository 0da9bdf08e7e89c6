package com.example.versions;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Author {

	@Id
	@GeneratedValue
	Long id;

	String name;

	protected Author() {
	}

	Author(String name) {
		this.name = name;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
