package io.github.signals.applications;

import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.testing.Calls;

/**
 * An application that writes tickets, with receivers of several deliveries.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Desk.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Desk.class)
class Desk {

	/** One call for each delivery. */
	static final List<String> CALLS = List.of("pre", "in transaction", "before commit", "after commit");

	static SpringApplicationBuilder application(Class<?>... configuration) {
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE);
	}

	static String[] settings(String database, String... more) {
		return Stream.concat(Stream.of("--spring.datasource.url=jdbc:h2:mem:" + database, "--spring.jmx.enabled=false",
				"--spring.jpa.hibernate.ddl-auto=create", "--spring.main.banner-mode=off",
				"--signals.durable.polling-interval=100ms"), Stream.of(more))
			.toArray(String[]::new);
	}

	static void write(ApplicationContext context, String text) {
		context.getBean(Tickets.class).save(new Ticket(text));
	}

	/**
	 * Return what was heard of a text, and of nothing else.
	 */
	static List<String> heard(ApplicationContext context, String text) {
		List<String> calls = context.getBean(Calls.class).all();
		return calls.stream()
			.filter((call) -> call.endsWith(" " + text))
			.map((call) -> call.substring(0, call.length() - text.length() - 1))
			.toList();
	}

	@Bean
	Calls calls() {
		return new Calls();
	}

	@Bean
	TicketReceivers ticketReceivers(Calls calls) {
		return new TicketReceivers(calls);
	}

	interface Tickets extends JpaRepository<Ticket, Long> {

	}

	@Entity(name = "Ticket")
	static class Ticket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		String text;

		protected Ticket() {
		}

		Ticket(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static class TicketReceivers {

		private final Calls calls;

		TicketReceivers(Calls calls) {
			this.calls = calls;
			calls.add("created receivers");
		}

		@PreSaveReceiver
		void pre(Ticket ticket) {
			this.calls.add("pre " + ticket);
		}

		@PostSaveReceiver
		void inTransaction(Ticket ticket) {
			this.calls.add("in transaction " + ticket);
		}

		@PostSaveReceiver(delivery = Delivery.BEFORE_COMMIT)
		void beforeCommit(List<PostSave<Ticket>> tickets) {
			tickets.forEach((saved) -> this.calls.add("before commit " + saved.instance()));
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
		void afterCommit(Ticket ticket) {
			this.calls.add("after commit " + ticket);
		}

	}

}
