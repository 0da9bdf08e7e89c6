package io.github.signals.applications.restart;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;

/**
 * Saves what it is given and returns what has been heard.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = RestartedApplication.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = RestartedApplication.class)
public class RestartedApplication {

	/** What every restart has for itself. */
	static final List<String> CALLS = new CopyOnWriteArrayList<>();

	public static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(RestartedApplication.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	Function<List<String>, List<String>> save(Memos memos) {
		return (texts) -> {
			texts.forEach((text) -> memos.save(new Memo(text)));
			return List.copyOf(CALLS);
		};
	}

	@Bean
	Runnable connected(Signals signals) {
		signals.connect(ReceiverSpec.postSave(Memo.class).uid("lambda"),
				(saved) -> CALLS.add("lambda " + saved.instance().text));
		return () -> {
		};
	}

	@Bean
	Receivers receivers() {
		return new Receivers();
	}

	interface Memos extends JpaRepository<Memo, Long> {

	}

	@Entity
	static class Memo {

		@Id
		@GeneratedValue
		Long id;

		String text;

		protected Memo() {
		}

		Memo(String text) {
			this.text = text;
		}

	}

	static class Receivers {

		@PostSaveReceiver(condition = "instance != null")
		void saved(Memo memo, Changes changes) {
			CALLS.add("saved " + changes.after("text"));
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void committed(Memo memo) {
			CALLS.add("committed " + memo.text);
		}

	}

}
