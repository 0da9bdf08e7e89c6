package io.github.signals.delivery.durable;

import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * References to other aggregates in the records of durable calls.
 */
class DurableReferenceTests {

	@Test // S23
	void aReferenceToAnotherAggregateIsReadAsWhatItWas() throws InterruptedException {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(
				"--spring.datasource.url=" + url, "--spring.main.banner-mode=off",
				"--signals.durable.polling-interval=100ms")) {
			context.getBean(JdbcClient.class)
				.sql("create table trip (id bigint generated always as identity primary key, driver bigint)")
				.update();
			Trips trips = context.getBean(Trips.class);
			BlockingQueue<Object> heard = context.getBean(Receivers.class).heard;
			Trip trip = trips.save(new Trip(null, AggregateReference.to(5L)));
			assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(AggregateReference.to(5L));
			trips.delete(trip);
			assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(AggregateReference.to(5L));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@EnableJdbcRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Trips.class),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*DurableReferenceTests[$]).*$"))
	@Import(Receivers.class)
	static class Application {

	}

	@Table
	record Trip(@Id @Nullable Long id, @Nullable AggregateReference<Trip, Long> driver) {

	}

	interface Trips extends CrudRepository<Trip, Long> {

	}

	static class Receivers {

		final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "trip-saved")
		void saved(PostSave<Trip> saved) {
			Object driver = saved.changes().after("driver");
			this.heard.add((driver != null) ? driver : "nothing");
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "trip-deleted")
		void deleted(PostDelete<Trip> deleted) {
			Object driver = deleted.instance().driver();
			this.heard.add((driver != null) ? driver : "nothing");
		}

	}

}
