package io.github.signals.capture.persistence;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Entities whose attributes are not all written, or not read at once.
 */
final class ChangesModel {

	private ChangesModel() {
	}

	@Embeddable
	static class Origin {

		@Nullable String place;

		@Column(updatable = false)
		@Nullable String country;

		static Origin of(String place, @Nullable String country) {
			Origin origin = new Origin();
			origin.place = place;
			origin.country = country;
			return origin;
		}

	}

	/** Without {@code equals}. */
	@Embeddable
	static class Phone {

		@Column(name = "phone_number")
		String number = "";

		static Phone of(String number) {
			Phone phone = new Phone();
			phone.number = number;
			return phone;
		}

	}

	/** Without {@code equals}. */
	static class Settings implements Serializable {

		private static final long serialVersionUID = 1L;

		final String colour;

		Settings(String colour) {
			this.colour = colour;
		}

	}

	/** An embedded value that has a collection. */
	@Embeddable
	static class Details {

		@Nullable String note;

		@ElementCollection
		@Nullable Set<String> marks = new HashSet<>();

	}

	@Entity(name = "Folder")
	static class Folder {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String text = "";

		@Embedded
		Details details = new Details();

	}

	@Entity(name = "ProfileRole")
	static class Role {

		@Id
		String code = "";

	}

	@Entity(name = "Profile")
	static class Profile {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@ElementCollection
		@Nullable Set<String> tags = new HashSet<>();

		@ElementCollection
		List<Phone> phones = new ArrayList<>();

		@ElementCollection
		@OrderColumn
		List<String> steps = new ArrayList<>();

		@ManyToMany
		Set<Role> roles = new HashSet<>();

		@Embedded
		@Nullable Origin origin;

		@Nullable Settings settings;

		@Column(updatable = false)
		@Nullable String createdBy;

		@CreationTimestamp
		@Nullable Instant createdAt;

		@Formula("length(name)")
		@Nullable Integer length;

		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@ColumnDefault("7")
		@Nullable Integer serial;

		@Column(name = "role_code")
		@Nullable String roleCode;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "role_code", insertable = false, updatable = false)
		@Nullable Role role;

		@OneToOne(mappedBy = "profile")
		@Nullable Badge badge;

		static Profile of(String name) {
			Profile profile = new Profile();
			profile.name = name;
			return profile;
		}

	}

	/** With embedded values, for sessions without a persistence context. */
	@Entity(name = "Letterhead")
	static class Letterhead {

		@Id
		String code = "";

		@Embedded
		@Nullable Origin origin;

		@Nullable Settings settings;

		@Formula("length(place)")
		@Nullable Integer length;

		@Column(updatable = false)
		@Nullable String createdBy;

		@ElementCollection
		Set<String> tags = new HashSet<>();

		static Letterhead of(String code, Origin origin) {
			Letterhead letterhead = new Letterhead();
			letterhead.code = code;
			letterhead.origin = origin;
			letterhead.settings = new Settings("red");
			return letterhead;
		}

	}

	/** Inserted as soon as it is persisted. */
	@Entity(name = "Slip")
	static class Slip {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		String text = "";

		@ElementCollection
		@Nullable Set<String> tags = new HashSet<>();

		static Slip of(String text, @Nullable Set<String> tags) {
			Slip slip = new Slip();
			slip.text = text;
			slip.tags = tags;
			return slip;
		}

	}

	@Entity(name = "Badge")
	static class Badge {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@OneToOne
		@Nullable Profile profile;

	}

	@Entity(name = "Sheet")
	static class Sheet {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		int version;

		String text = "";

		@Nullable Settings settings;

		@ManyToMany
		Set<Role> roles = new HashSet<>();

		static Sheet of(String text) {
			Sheet sheet = new Sheet();
			sheet.text = text;
			return sheet;
		}

	}

	/** With an assigned identifier. */
	@Entity(name = "Currency")
	static class Currency {

		@Id
		String code = "";

		String name = "";

		@Formula("length(name)")
		@Nullable Integer length;

		@ElementCollection
		@Nullable Set<String> countries = new HashSet<>();

		static Currency of(String code, String name) {
			Currency currency = new Currency();
			currency.code = code;
			currency.name = name;
			return currency;
		}

	}

	record SpotId(String shelf, int place) {

	}

	@Entity(name = "Spot")
	@IdClass(SpotId.class)
	static class Spot {

		@Id
		String shelf = "";

		@Id
		int place;

		String label = "";

	}

	interface Profiles extends JpaRepository<Profile, Long> {

	}

	interface Folders extends JpaRepository<Folder, Long> {

	}

	interface Sheets extends JpaRepository<Sheet, Long> {

	}

	interface Currencies extends JpaRepository<Currency, String> {

	}

}
