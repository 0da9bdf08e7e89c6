package io.github.signals.sample.auditing;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * An entity that knows when it was first and last saved.
 */
@MappedSuperclass
public abstract class TimeStamped {

	@Column(nullable = false, updatable = false)
	private @Nullable Instant created;

	@Column(nullable = false)
	private @Nullable Instant modified;

	/**
	 * Return the identifier.
	 * @return the identifier of the saved entity
	 */
	public abstract Long getId();

	/**
	 * Record that the entity is being saved.
	 * @param now the time of the save
	 */
	public void touch(Instant now) {
		if (this.created == null) {
			this.created = now;
		}
		this.modified = now;
	}

	public @Nullable Instant getCreated() {
		return this.created;
	}

	public @Nullable Instant getModified() {
		return this.modified;
	}

}
