package io.github.signals.delivery.durable;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.RequestFinished;
import io.github.signals.Signal;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for durable receivers of the application's own signals that no record can have.
 */
class OwnSignalStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DurableNode.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}", "spring.jpa.hibernate.ddl-auto=create");

	@ParameterizedTest // S14
	@MethodSource("wrong")
	void refusesWhatCannotBeMadeAnewFromARecord(Class<?> receivers, List<String> parts) {
		this.runner.withBean("wrong", receivers).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage())
				.contains(receivers.getSimpleName() + ".on(")
				.contains(parts);
		});
	}

	static List<Arguments> wrong() {
		return List.of(
				Arguments.of(OfOpen.class,
						List.of("it is not known of which classes these signals are", "make the type sealed",
								"signals.durable.types")),
				Arguments.of(OfAny.class, List.of("'value' of", "Any cannot be recorded", "java.lang.Runnable")),
				Arguments.of(OfNested.class,
						List.of("'box' of", "Nested cannot be recorded", "has 'parcel'", "an entity",
								"a component, or an element of a collection")),
				Arguments.of(OfTwo.class, List.of("has several constructors", "Make it a record")),
				Arguments.of(OfRenamed.class,
						List.of("has no field 'other'", "parameters have the names of its fields")),
				Arguments.of(OfInner.class, List.of("is an inner class")),
				Arguments.of(OfLibrary.class,
						List.of("can only hear PostSave, PostDelete, CollectionChange, BulkWrite and")),
				Arguments.of(OfAll.class,
						List.of("can only hear PostSave, PostDelete, CollectionChange, BulkWrite and")));
	}

	@Test
	void takesTheClassesThatTheApplicationLists() {
		this.runner.withBean("listed", OfOpen.class)
			.withPropertyValues("signals.durable.types=" + OfOpen.Closed.class.getName())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(Signals.class).send(new OfOpen.Closed("yes"));
			});
	}

	static class OfOpen {

		interface Open extends Signal<String> {

		}

		record Closed(String instance) implements Open {

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Open open) {
		}

	}

	static class OfAny {

		record Any(String instance, Runnable value) implements Signal<String> {

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Any any) {
		}

	}

	static class OfNested {

		record Box(@Nullable Parcel parcel) {

		}

		record Nested(String instance, List<Box> box) implements Signal<String> {

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Nested nested) {
		}

	}

	static class OfTwo {

		static class Two implements Signal<String> {

			private final String text;

			Two() {
				this("");
			}

			Two(String text) {
				this.text = text;
			}

			@Override
			public String instance() {
				return this.text;
			}

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Two two) {
		}

	}

	static class OfRenamed {

		static class Renamed implements Signal<String> {

			private final String text;

			Renamed(String other) {
				this.text = other;
			}

			@Override
			public String instance() {
				return this.text;
			}

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Renamed renamed) {
		}

	}

	static class OfInner {

		class Inner implements Signal<String> {

			@Override
			public String instance() {
				return "inner";
			}

		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(Inner inner) {
		}

	}

	static class OfLibrary {

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on(RequestFinished finished) {
		}

	}

	static class OfAll {

		@Receiver(value = Signal.class, sender = Parcel.class, delivery = Delivery.DURABLE, dispatchUid = "wrong")
		void on() {
		}

	}

}
