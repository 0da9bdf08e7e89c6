package io.github.signals.capture.persistence.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
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
import jakarta.persistence.OneToOne;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * What the random histories write: all kinds of identifiers, inheritance, cascades,
 * links, embedded values and versions; attributes that Hibernate does not write, that are
 * lazy in enhanced classes, or that never equal themselves.
 */
final class OracleModel {

	private OracleModel() {
	}

	/** An entity that tells its identifier. */
	interface Stored {

		@Nullable Object key();

	}

	@Embeddable
	static class Address {

		@Nullable String city;

		@Nullable String zip;

	}

	@Entity(name = "person")
	static class Person implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_seq")
		@SequenceGenerator(name = "person_seq", sequenceName = "person_seq", allocationSize = 10)
		@Nullable Long id;

		String name = "";

		@Version
		int version;

		@Embedded
		@Nullable Address address;

		@Column(updatable = false)
		@Nullable String origin;

		/** Lazy where the class is enhanced. */
		@Basic(fetch = FetchType.LAZY)
		@Nullable String note;

		@Formula("upper(name)")
		@Nullable String loud;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Team team;

		@Column(name = "team_id", insertable = false, updatable = false)
		@Nullable Long teamId;

		@ElementCollection
		@CollectionTable(name = "person_phone", joinColumns = @JoinColumn(name = "person_id"))
		@Column(name = "phone")
		Set<String> phones = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "person_tag", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "tag_id"))
		Set<Tag> tags = new HashSet<>();

		@PreUpdate
		void refuse() {
			if (this.name.startsWith("refused")) {
				throw new Refusal();
			}
		}

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Thrown to make a transaction fail. */
	@SuppressWarnings("serial")
	static class Refusal extends RuntimeException {

		Refusal() {
			super("refused by the history");
		}

	}

	@Entity(name = "team")
	@DynamicUpdate
	static class Team implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String name = "";

		/** Set by a receiver before each save. */
		String slug = "";

		/** Counted by a receiver before each save. */
		int saves;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	@Entity(name = "tag")
	static class Tag implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tag_seq")
		@SequenceGenerator(name = "tag_seq", sequenceName = "tag_seq", allocationSize = 10)
		@Nullable Long id;

		String name = "";

		@ManyToMany(mappedBy = "tags")
		Set<Person> persons = new HashSet<>();

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	@Entity(name = "vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Vehicle implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String label = "";

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	@Entity(name = "car")
	static class Car extends Vehicle {

		int doors;

	}

	@Entity(name = "purchase")
	static class Purchase implements Stored {

		@Id
		String code = "";

		String text = "";

		int touched;

		@OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Line> lines = new ArrayList<>();

		@Override
		public @Nullable Object key() {
			return this.code;
		}

	}

	@Entity(name = "line")
	static class Line implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "line_seq")
		@SequenceGenerator(name = "line_seq", sequenceName = "line_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Purchase purchase;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Written by receivers only. */
	@Entity(name = "journal")
	static class Journal implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_seq")
		@SequenceGenerator(name = "journal_seq", sequenceName = "journal_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	@Entity(name = "folder")
	static class Folder implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "folder_seq")
		@SequenceGenerator(name = "folder_seq", sequenceName = "oracle_folder_seq", allocationSize = 10)
		@Nullable Long id;

		String name = "";

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Without a repository, and lazy where it is enhanced. */
	@Entity(name = "document")
	static class Document implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "document_seq")
		@SequenceGenerator(name = "document_seq", sequenceName = "document_seq", allocationSize = 10)
		@Nullable Long id;

		String title = "";

		@Basic(fetch = FetchType.LAZY)
		@Nullable String body;

		@ManyToOne(fetch = FetchType.LAZY, cascade = { CascadeType.PERSIST, CascadeType.MERGE })
		@Nullable Folder folder;

		@OneToOne(mappedBy = "document", fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
		@Nullable Cover cover;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	@Entity(name = "cover")
	static class Cover implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cover_seq")
		@SequenceGenerator(name = "cover_seq", sequenceName = "cover_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

		@OneToOne(fetch = FetchType.LAZY)
		@Nullable Document document;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Has no {@code equals}, so that it is dirty at each flush. */
	static class Point {

		int x;

		int y;

		Point(int x, int y) {
			this.x = x;
			this.y = y;
		}

		@Override
		public String toString() {
			return this.x + "/" + this.y;
		}

	}

	@Converter
	static class PointConverter implements AttributeConverter<Point, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Point point) {
			return (point != null) ? point.toString() : null;
		}

		@Override
		public @Nullable Point convertToEntityAttribute(@Nullable String column) {
			if (column == null) {
				return null;
			}
			String[] parts = column.split("/");
			return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
		}

	}

	@Entity(name = "gadget")
	static class Gadget implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String name = "";

		@Convert(converter = PointConverter.class)
		@Nullable Point point;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

	}

	/** Written by sessions of their own only. */
	@Entity(name = "memo")
	static class Memo implements Stored {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "memo_seq")
		@SequenceGenerator(name = "memo_seq", sequenceName = "memo_seq", allocationSize = 10)
		@Nullable Long id;

		String text = "";

		@Version
		int version;

		@Embedded
		@Nullable Address address;

		@Override
		public @Nullable Object key() {
			return this.id;
		}

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
