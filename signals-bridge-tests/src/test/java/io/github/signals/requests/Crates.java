package io.github.signals.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.PostDelete;
import io.github.signals.PreDelete;
import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * A small application with Spring Data JDBC alone.
 */
interface Crates extends CrudRepository<Crates.Crate, Long> {

	void deleteByColor(String color);

	static void run(BiConsumer<Crates, List<String>> work) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(Ear.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:crates", "spring.flyway.enabled=false",
					"spring.liquibase.enabled=false", "signals.durable.initialize-schema=never")
			.run((context) -> {
				context.getBean(JdbcTemplate.class)
					.execute("create table crate (id bigint generated always as identity primary key, color varchar)");
				work.accept(context.getBean(Crates.class), context.getBean(Ear.class).heard);
			});
	}

	@Table("CRATE")
	class Crate {

		@Id
		@Nullable Long id;

		String color;

		Crate(String color) {
			this.color = color;
		}

	}

	class Ear {

		final List<String> heard = new ArrayList<>();

		@Receiver(value = { PreDelete.class, PostDelete.class }, sender = Crate.class)
		void deleted(Signal<Crate> signal) {
			this.heard.add(signal.getClass().getSimpleName() + " of " + signal.instance().color);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	@EnableJdbcRepositories(basePackageClasses = Crates.class)
	class Application {

	}

}
