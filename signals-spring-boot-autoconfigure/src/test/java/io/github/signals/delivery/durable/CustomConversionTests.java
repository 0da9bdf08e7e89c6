package io.github.signals.delivery.durable;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.annotation.Id;
import org.springframework.data.convert.CustomConversions;
import org.springframework.data.convert.CustomConversions.StoreConversions;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
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
 * Values that converters of Spring Data store, in the records of durable calls.
 */
class CustomConversionTests {

	@ParameterizedTest // S23: a declared way
	@ValueSource(classes = { Application.class, TwoStores.class })
	void aValueIsReadAsItsConverterStoresIt(Class<?> application) throws InterruptedException {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application).run(
				"--spring.datasource.url=" + url, "--spring.main.banner-mode=off",
				"--signals.durable.polling-interval=100ms")) {
			context.getBean(JdbcClient.class)
				.sql("create table trip (id bigint generated always as identity primary key, way varchar(20))")
				.update();
			Trips trips = context.getBean(Trips.class);
			BlockingQueue<Object> heard = context.getBean(Receivers.class).heard;
			Trip trip = trips.save(new Trip(null, new Way("far")));
			assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Way("far"));
			trips.delete(trip);
			assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Way("far"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@EnableJdbcRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Trips.class),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*CustomConversionTests[$]).*$"))
	@Import(Receivers.class)
	static class Application {

		@Bean
		JdbcCustomConversions jdbcCustomConversions() {
			return new JdbcCustomConversions(List.of(new ToText(), new ToWay()));
		}

	}

	/**
	 * Each store has converters of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class TwoStores {

		@Bean
		CustomConversions conversionsOfAnotherStore() {
			return new CustomConversions(StoreConversions.NONE, List.of());
		}

	}

	/**
	 * JSON does not tell of what class the value is.
	 */
	record Way(Object value) {

	}

	@WritingConverter
	static class ToText implements Converter<Way, String> {

		@Override
		public String convert(Way way) {
			return way.value().toString();
		}

	}

	@ReadingConverter
	static class ToWay implements Converter<String, Way> {

		@Override
		public Way convert(String text) {
			return new Way(text);
		}

	}

	@Table
	record Trip(@Id @Nullable Long id, @Nullable Way way) {

	}

	interface Trips extends CrudRepository<Trip, Long> {

	}

	static class Receivers {

		final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "trip-saved")
		void saved(PostSave<Trip> saved) {
			Object way = saved.changes().after("way");
			this.heard.add((way != null) ? way : "nothing");
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "trip-deleted")
		void deleted(PostDelete<Trip> deleted) {
			Object way = deleted.instance().way();
			this.heard.add((way != null) ? way : "nothing");
		}

	}

}
