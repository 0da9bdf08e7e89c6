package io.github.signals.starter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durable receivers in an application that has tasks of its own, and db-scheduler's
 * starter for them.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:beside", "db-scheduler.polling-interval=200ms",
		"spring.main.banner-mode=off" })
class BesideDbSchedulerTests {

	@Autowired
	private Letters letters;

	@Autowired
	private Scheduler scheduler;

	@Autowired
	private OneTimeTask<Void> tidyUp;

	@Autowired
	private Mail mail;

	@Autowired
	private List<String> tidied;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void eachRunsItsOwnAndHasItsOwnTable() {
		this.scheduler.schedule(this.tidyUp.instance("now"), Instant.now());
		this.scheduler.schedule(this.tidyUp.instance("later"), Instant.now().plus(Duration.ofHours(1)));
		this.letters.save(new Letter(null, "hello"));

		Awaitility.await().untilAsserted(() -> {
			assertThat(this.mail.sent).containsExactly("hello");
			assertThat(this.tidied).containsExactly("now");
			assertThat(tasks("scheduled_tasks")).containsExactly("tidy-up");
		});
		assertThat(tasks("signals_outbox_partition")).contains("receiver:mail-letter").doesNotContain("tidy-up");
	}

	private List<String> tasks(String table) {
		return this.jdbc.queryForList("select task_name from " + table, String.class);
	}

	@SpringBootApplication
	static class Application {

		@Bean
		Mail mail() {
			return new Mail();
		}

		@Bean
		List<String> tidied() {
			return new CopyOnWriteArrayList<>();
		}

		@Bean
		OneTimeTask<Void> tidyUp(List<String> tidied) {
			return Tasks.oneTime("tidy-up", Void.class).execute((instance, context) -> tidied.add(instance.getId()));
		}

	}

	static class Mail {

		private final List<String> sent = new CopyOnWriteArrayList<>();

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "mail-letter")
		void send(Letter letter) {
			this.sent.add(letter.text());
		}

	}

}
