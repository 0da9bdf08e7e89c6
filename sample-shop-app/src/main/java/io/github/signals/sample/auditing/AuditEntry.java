package io.github.signals.sample.auditing;

import java.time.Instant;

import io.github.signals.DataSignal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log: who has changed what, and when. It is not {@link TimeStamped},
 * so that the log does not log itself.
 */
@Entity
class AuditEntry {

	private static final int LENGTH = 500;

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private @Nullable Instant changedAt;

	private @Nullable String actor;

	@Enumerated(EnumType.STRING)
	private @Nullable Operation operation;

	private @Nullable String entity;

	private @Nullable Long entityId;

	private @Nullable String attribute;

	private @Nullable String oldValue;

	private @Nullable String newValue;

	protected AuditEntry() {
	}

	AuditEntry(Instant changedAt, Operation operation, DataSignal<?> signal, @Nullable Long entityId) {
		this(signal.sender().getSimpleName(), entityId);
		this.changedAt = changedAt;
		this.actor = text(signal.context().actor());
		this.operation = operation;
	}

	/**
	 * Create an example of what to look for.
	 */
	AuditEntry(@Nullable String entity, @Nullable Long entityId) {
		this.entity = entity;
		this.entityId = entityId;
	}

	AuditEntry withValues(String attribute, @Nullable Object before, @Nullable Object after) {
		this.attribute = attribute;
		this.oldValue = text(before);
		this.newValue = text(after);
		return this;
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		String text = value.toString();
		return text.substring(0, Math.min(text.length(), LENGTH));
	}

	AuditResponse toResponse() {
		return new AuditResponse(this.changedAt, this.actor, this.operation, this.entity, this.entityId, this.attribute,
				this.oldValue, this.newValue);
	}

	enum Operation {

		CREATED, UPDATED, DELETED, BULK

	}

	record AuditResponse(@Nullable Instant changedAt, @Nullable String actor, @Nullable Operation operation,
			@Nullable String entity, @Nullable Long entityId, @Nullable String attribute, @Nullable String oldValue,
			@Nullable String newValue) {

	}

}
