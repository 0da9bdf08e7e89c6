package io.github.signals.actuate;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.signals.Changes;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.DispatchContext.Recorded;

import static org.assertj.core.api.Assertions.assertThat;

class TraceIdentifierTests {

	private final Seat seat = new Seat();

	@Test
	void isTheTextOfTheIdentifier() {
		assertThat(identifier(7L)).isEqualTo("7");
	}

	@Test
	void isNotToldWhereItIsAnEntity() {
		assertThat(identifier(this.seat)).isNull();
		assertThat(identifier(new Seat())).isNull();
		assertThat(identifier(new Seat() {
		})).as("a subclass, as one that Hibernate has made").isNull();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void isNotToldWhereItsTextFails(Throwable failure) {
		assertThat(identifier(new Object() {

			@Override
			public String toString() {
				return fail(failure);
			}

		})).isNull();
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException(), new StackOverflowError(), new NoClassDefFoundError());
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable, R> R fail(Throwable failure) throws T {
		throw (T) failure;
	}

	private String identifier(Object id) {
		DispatchContext context = new DispatchContext(
				new Recorded(UUID.randomUUID(), () -> null, null, false, 0, Map.of()), null, Origin.REPOSITORY,
				(instance) -> id);
		PostSave<Seat> saved = new PostSave<>(Seat.class, this.seat, true, Changes.none(), context);
		return TraceSignal.of(saved, context, null, false).identifier();
	}

	/**
	 * One that is its own identifier, with values in its text.
	 */
	@Entity
	static class Seat {

		@Id
		private final int row = 1;

		@Id
		private final int number = 2;

		@Override
		public String toString() {
			return "secret " + this.row + this.number;
		}

	}

}
