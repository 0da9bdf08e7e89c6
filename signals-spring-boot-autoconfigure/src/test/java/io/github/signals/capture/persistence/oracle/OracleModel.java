package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * What the random histories write: all kinds of identifiers, inheritance, cascades,
 * links, embedded values and versions.
 */
final class OracleModel {

	private OracleModel() {
	}

	@Embeddable
	static class Address {

		@Nullable String city;

		@Nullable String zip;

	}

	@Entity(name = "person")
	static class Person {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_seq")
		@SequenceGenerator(name = "person_seq", sequenceName = "person_seq", allocationSize = 10)
		@Nullable Long id;

		String name = "";

		@Version
		int version;

		@Embedded
		@Nullable Address address;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Team team;

		@ElementCollection
		@CollectionTable(name = "person_phone", joinColumns = @JoinColumn(name = "person_id"))
		@Column(name = "phone")
		Set<String> phones = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "person_tag", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		Set<Tag> tags = new HashSet<>();

	}

	@Entity(name = "team")
	@DynamicUpdate
	static class Team {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String name = "";

		/** Set by a receiver before each save. */
		@Column(nullable = false)
		@Nullable String slug;

	}

	@Entity(name = "tag")
	static class Tag {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tag_seq")
		@SequenceGenerator(name = "tag_seq", sequenceName = "tag_seq", allocationSize = 10)
		@Nullable Long id;

		String name = "";

		@ManyToMany(mappedBy = "tags")
		Set<Person> persons = new HashSet<>();

	}

	@Entity(name = "vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Vehicle {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String label = "";

	}

	@Entity(name = "car")
	static class Car extends Vehicle {

		int doors;

	}

	@Entity(name = "purchase")
	static class Purchase {

		@Id
		String code = "";

		String text = "";

		int touched;

		@OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Line> lines = new ArrayList<>();

	}

	@Entity(name = "line")
	static class Line {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "line_seq")
		@SequenceGenerator(name = "line_seq", sequenceName = "line_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Purchase purchase;

	}

	/** Written by receivers only. */
	@Entity(name = "journal")
	static class Journal {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_seq")
		@SequenceGenerator(name = "journal_seq", sequenceName = "journal_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

	}

	interface Persons extends JpaRepository<Person, Long> {

		void deleteByName(String name);

		List<Person> findByName(String name);

	}

	interface Teams extends JpaRepository<Team, Long> {

	}

	interface Tags extends JpaRepository<Tag, Long> {

	}

	interface Vehicles extends JpaRepository<Vehicle, Long> {

	}

	interface Purchases extends JpaRepository<Purchase, String> {

	}

}
