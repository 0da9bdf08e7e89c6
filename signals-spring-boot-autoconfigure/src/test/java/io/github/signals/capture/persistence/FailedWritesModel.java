package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Entities whose writes the database may refuse.
 */
final class FailedWritesModel {

	private FailedWritesModel() {
	}

	@Entity(name = "FailedRoom")
	@Table(name = "failed_room")
	static class Room {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		@Nullable Integer version;

		@Column(unique = true)
		@Nullable String name;

		public @Nullable String getName() {
			return this.name;
		}

		static Room of(String name) {
			Room room = new Room();
			room.name = name;
			return room;
		}

	}

	@Entity(name = "FailedGuest")
	@Table(name = "failed_guest")
	static class Guest {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Column(unique = true)
		@Nullable String name;

		@ManyToOne
		@Nullable Room room;

		@OneToMany(cascade = CascadeType.ALL)
		List<Guest> children = new ArrayList<>();

		public @Nullable String getName() {
			return this.name;
		}

		static Guest of(String name) {
			Guest guest = new Guest();
			guest.name = name;
			return guest;
		}

	}

	interface Rooms extends JpaRepository<Room, Long> {

	}

	interface Guests extends JpaRepository<Guest, Long> {

	}

}
