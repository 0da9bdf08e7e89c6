package io.github.signals.capture.persistence;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.LazyGroup;
import org.jspecify.annotations.Nullable;

/**
 * An enhanced entity whose association does not refer to the identifier.
 */
@Entity(name = "Exhibit")
public class Exhibit implements Named {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name = "";

	@Basic(fetch = FetchType.LAZY)
	@LazyGroup("caption")
	private @Nullable String caption;

	@ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
	@JoinColumn(name = "room_code", referencedColumnName = "code")
	@LazyGroup("room")
	private @Nullable Room room;

	@Override
	public @Nullable Long id() {
		return this.id;
	}

	@Override
	public void rename(String name) {
		this.name = name;
	}

	@Override
	public void caption(@Nullable String caption) {
		this.caption = caption;
	}

	@Override
	public void fill() {
		room("east");
	}

	@Override
	public void room(@Nullable String code) {
		this.room = (code != null) ? new Room() : null;
		if (this.room != null) {
			this.room.code = code;
		}
	}

	/** What is referred to by its code. */
	@Entity(name = "Room")
	public static class Room {

		@Id
		@GeneratedValue
		private @Nullable Long id;

		@Column(unique = true)
		private @Nullable String code;

	}

}
