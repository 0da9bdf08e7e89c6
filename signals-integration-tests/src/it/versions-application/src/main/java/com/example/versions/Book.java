package com.example.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;

@Entity
public class Book {

	@Id
	@GeneratedValue
	Long id;

	String title;

	String slug;

	@Version
	int version;

	@ElementCollection
	Set<String> tags = new TreeSet<>();

	@ManyToMany(cascade = CascadeType.PERSIST)
	List<Author> authors = new ArrayList<>();

	protected Book() {
	}

	Book(String title) {
		this.title = title;
	}

}
