package io.github.signals.capture.repository;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.relational.core.mapping.Embedded;

import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is an entity of an application with another store than JPA: what its mapping
 * context says.
 */
class MappedEntitiesChecksTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class))
		.withBean(JdbcMappingContext.class, MappedEntitiesChecksTests::mappings);

	private final ApplicationContextRunner places = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class))
		.withBean(JdbcMappingContext.class, () -> {
			JdbcMappingContext places = new JdbcMappingContext();
			places.setInitialEntitySet(Set.of(Place.class));
			places.afterPropertiesSet();
			return places;
		});

	private static JdbcMappingContext mappings() {
		JdbcMappingContext mappings = new JdbcMappingContext();
		mappings.setInitialEntitySet(Set.of(House.class, Owner.class));
		mappings.afterPropertiesSet();
		return mappings;
	}

	@Test // S9, S14
	void whatIsMappedIsAnEntity() {
		record Right() {

			@PostSaveReceiver(changed = { "address", "address.city", "garden.trees", "rooms", "owner" })
			void house(House house) {
			}

			@PostSaveReceiver(changed = "name")
			void owner(Owner owner) {
			}

			@PostSaveReceiver
			void part(Room room) {
			}

		}
		this.runner.withBean(Right.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test // S14
	void aSubclassThatNobodyHasToldOfMayHaveMore() {
		record Right() {

			@PostSaveReceiver(condition = "instance.garage.cars > 3")
			void reference(Place place) {
			}

			@PostSaveReceiver(
					condition = "instance instanceof T(io.github.signals.testing.Calls) and instance.somethingElse > 3")
			void subclass(Place place) {
			}

		}
		this.places.withBean(Right.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test // S14
	void theConditionReadsWhatIsThere() {
		record Wrong() {

			@PostSaveReceiver(condition = "instance.garag != null")
			void on(Place place) {
			}

		}
		this.places.withBean(Wrong.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageEndingWith("The condition reads 'instance.garag', but " + Place.class.getName()
						+ " has no such property. Did you mean garage?"));
	}

	@Test // S7, S9, S14
	void whatIsNotIsRefused() {
		record Wrong() {

			@PostSaveReceiver
			void sender(LoggedEvents other) {
			}

			@PostSaveReceiver
			void embedded(Address address) {
			}

			@PostSaveReceiver(changed = "adress")
			void attribute(House house) {
			}

			@PostSaveReceiver(changed = "owner.name")
			void reference(House house) {
			}

			@PostSaveReceiver(changed = "rooms.size")
			void collection(House house) {
			}

		}
		this.runner.withBean(Wrong.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidReceiversException.class);
			assertThat(context.getStartupFailure().getMessage().lines()).satisfiesExactlyInAnyOrder(
					(line) -> assertThat(line).contains("sender(LoggedEvents)", "is not an entity of this application"),
					(line) -> assertThat(line).contains("embedded(Address)",
							"is not an entity: it is embedded in entities",
							"sender = House.class, changed = \"address.city\"."),
					(line) -> assertThat(line).contains("attribute(House)", "Did you mean address?"),
					(line) -> assertThat(line).contains("reference(House)", "changed = \"owner\"."),
					(line) -> assertThat(line).contains("collection(House)", "changed = \"rooms\"."));
		});
	}

	@Test // S14
	void aReceiverInAnEntityClassIsNamed() {
		try (LoggedEvents log = new LoggedEvents()) {
			this.runner.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).filteredOn((message) -> message.contains("entity class"))
				.singleElement()
				.asString()
				.contains("Owner.saved()");
		}
	}

	record House(@Id Long id, @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL) @Nullable Address address,
			@Nullable Garden garden, List<Room> rooms, @Nullable AggregateReference<Owner, Long> owner) {

	}

	record Address(String city) {

	}

	record Garden(int trees) {

	}

	record Room(int size) {

	}

	record Owner(@Id Long id, String name) {

		@PostSaveReceiver
		void saved() {
		}

	}

	public static class Place {

		@Id
		private long id;

		private Garage garage = new Garage();

		public Garage getGarage() {
			return this.garage;
		}

	}

	public static class Garage {

		public int size;

	}

}
