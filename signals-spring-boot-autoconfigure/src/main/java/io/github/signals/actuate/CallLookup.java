package io.github.signals.actuate;

import java.time.OffsetDateTime;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.util.Assert;

import io.github.signals.CallQuery;
import io.github.signals.DurableCalls;

/**
 * Which durable calls a request asks for.
 *
 * @param uid the uid of the receiver, or {@code null} for any
 * @param type the name of the class of the sender, or {@code null} for any
 * @param entity the identifier of an entity of this class, or {@code null} for any
 * @param before the time before which they were recorded, or {@code null} for any
 * @param offset how many to skip, or {@code null} for none
 */
record CallLookup(@Nullable String uid, @Nullable String type, @Nullable String entity, @Nullable OffsetDateTime before,
		@Nullable Integer offset) {

	ParkedCallsDescriptor parked(DurableCalls durable) {
		return answer(() -> ParkedCallsDescriptor.of(durable, query(), skipped()));
	}

	WaitingCallsDescriptor waiting(DurableCalls durable) {
		return answer(() -> WaitingCallsDescriptor.of(durable, query(), skipped()));
	}

	int replay(DurableCalls durable) {
		return answer(() -> durable.replay(query()));
	}

	int discard(DurableCalls durable) {
		return answer(() -> durable.discard(query()));
	}

	private int skipped() {
		return (this.offset != null) ? this.offset : 0;
	}

	private CallQuery query() {
		CallQuery query = (this.uid != null) ? CallQuery.of(this.uid) : CallQuery.all();
		if (this.entity != null) {
			Assert.notNull(this.type, "'entity' needs the 'type' of the entity");
			query = query.entity(this.type, this.entity);
		}
		else if (this.type != null) {
			query = query.sender(this.type);
		}
		return (this.before != null) ? query.recordedBefore(this.before.toInstant()) : query;
	}

	private static <T> T answer(Supplier<T> answer) {
		try {
			return answer.get();
		}
		catch (IllegalArgumentException ex) {
			String reason = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(reason, reason);
		}
	}

}
