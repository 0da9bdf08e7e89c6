package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The parts of aggregates of Spring Data JDBC.
 */
@SpringBootTest(classes = JdbcPartsTests.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-parts;DB_CLOSE_DELAY=-1")
class JdbcPartsTests {

	@Autowired
	Signals signals;

	@Autowired
	Trips trips;

	@Autowired
	TransactionTemplate transaction;

	final List<String> heard = new ArrayList<>();

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private void hear(String... parts) {
		this.signals.connect(ReceiverSpec.postSave(Trip.class).delivery(Delivery.AFTER_COMMIT).parts(parts),
				(saved) -> this.heard.add(tell(saved)));
	}

	private static String tell(PostSave<Trip> saved) {
		Changes changes = saved.changes();
		TreeMap<String, String> values = new TreeMap<>();
		for (String name : changes.attributes()) {
			if (name.indexOf('[') != -1) {
				values.put(name, changes.before(name) + "->" + changes.after(name));
			}
		}
		return values.toString();
	}

	@Test // S7
	void anElementIsNamedByItsPlaceOrKey() {
		Trip trip = this.trips.save(new Trip(null, "a", List.of(new Leg("Bern", 1), new Leg("Rome", 2)), Map.of()));
		hear("legs", "notes");
		this.trips.save(
				new Trip(trip.id(), "a", List.of(new Leg("Bern", 1), new Leg("Rome", 3)), Map.of("x", new Note("n"))));
		assertThat(this.heard).containsExactly("{legs[1].days=2->3, notes[x]=null->x, notes[x].text=null->n}");
	}

	@Test
	void theChangesOfATransactionAreNet() {
		Trip trip = this.trips.save(new Trip(null, "a", List.of(new Leg("Bern", 1)), Map.of()));
		hear("*");
		this.transaction.executeWithoutResult((status) -> {
			this.trips.save(new Trip(trip.id(), "a", List.of(new Leg("Bern", 2), new Leg("Rome", 2)), Map.of()));
			this.trips.save(new Trip(trip.id(), "a", List.of(new Leg("Bern", 3)), Map.of()));
		});
		assertThat(this.heard).containsExactly("{legs[0].days=1->3}");
		this.trips.save(new Trip(trip.id(), "a", List.of(), Map.of()));
		assertThat(this.heard).last().isEqualTo("{legs[0]=0->null, legs[0].city=Bern->null, legs[0].days=3->null}");
	}

	@Test
	void nothingIsNamedThatNobodyAsksFor() {
		Trip trip = this.trips.save(new Trip(null, "a", List.of(new Leg("Bern", 1)), Map.of()));
		this.signals.connect(ReceiverSpec.postSave(Trip.class), (saved) -> this.heard.add(tell(saved)));
		this.trips.save(new Trip(Objects.requireNonNull(trip.id()), "b", List.of(new Leg("Bern", 2)), Map.of()));
		assertThat(this.heard).containsExactly("{}");
	}

	@Table("JDBC_TRIP")
	record Trip(@Id @Nullable Long id, String name, List<Leg> legs, Map<String, Note> notes) {

	}

	@Table("JDBC_LEG")
	record Leg(String city, int days) {

	}

	@Table("JDBC_NOTE")
	record Note(String text) {

	}

	interface Trips extends ListCrudRepository<Trip, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(considerNestedRepositories = true, basePackageClasses = JdbcPartsTests.class,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*JdbcPartsTests.*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*JdbcPartsTests[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
			DataJdbcRepositoriesAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		String tripSchema(JdbcTemplate jdbc) {
			jdbc.execute("create table jdbc_trip (id bigint generated by default as identity primary key,"
					+ " name varchar(20))");
			jdbc.execute("create table jdbc_leg (jdbc_trip bigint, jdbc_trip_key int, city varchar(20), days int)");
			jdbc.execute("create table jdbc_note (jdbc_trip bigint, jdbc_trip_key varchar(20), text varchar(20))");
			return "trips";
		}

	}

}
