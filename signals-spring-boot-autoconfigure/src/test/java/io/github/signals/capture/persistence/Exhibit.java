package io.github.signals.capture.persistence;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An enhanced entity with an embedded value, and an association that does not refer to
 * the identifier.
 */
@Entity(name = "Exhibit")
public class Exhibit implements Named {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name = "";

	@Basic(fetch = FetchType.LAZY)
	private @Nullable String caption;

	@Embedded
	private @Nullable Frame frame;

	@ElementCollection
	private Set<String> tags = new HashSet<>();

	@ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
	@JoinColumn(name = "room_code", referencedColumnName = "code")
	private @Nullable Room room;

	@OneToOne(mappedBy = "exhibit", fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
	private @Nullable Label label;

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
		room("east" + System.nanoTime());
		this.label = new Label();
		this.label.exhibit = this;
	}

	@Override
	public void frame(@Nullable String material) {
		this.frame = (material != null) ? new Frame() : null;
		if (this.frame != null) {
			this.frame.material = material;
		}
	}

	@Override
	public void room(@Nullable String code) {
		this.room = (code != null) ? new Room() : null;
		if (this.room != null) {
			this.room.code = code;
		}
	}

	@Override
	public void cover(@Nullable Object cover) {
		this.label = null;
	}

	/** An embedded value. */
	@Embeddable
	public static class Frame {

		private @Nullable String material;

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

	/** A part. */
	@Entity(name = "ExhibitLabel")
	public static class Label {

		@Id
		@GeneratedValue
		private @Nullable Long id;

		@OneToOne
		private @Nullable Exhibit exhibit;

	}

}
