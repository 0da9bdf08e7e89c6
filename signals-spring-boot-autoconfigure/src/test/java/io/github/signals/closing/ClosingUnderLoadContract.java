package io.github.signals.closing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node is closed, again and again, while threads and a scheduler sell: what is
 * committed was audited in its transaction, is recorded or shipped, and was confirmed or
 * is named in an error (S13, S21, P66).
 */
abstract class ClosingUnderLoadContract {

	private static final Logger logger = LoggerFactory.getLogger(ClosingUnderLoadContract.class);

	private final ClosingPlan plan = ClosingPlan.fromSystemProperties();

	private final AtomicInteger numbers = new AtomicInteger();

	abstract ClosingDatabase database();

	@Test
	void losesNothingHoweverOftenItIsClosed() throws Exception {
		ClosingDatabase database = database();
		List<ILoggingEvent> errors = new ArrayList<>();
		for (int round = 0; round < this.plan.rounds(); round++) {
			errors.addAll(closeUnderLoad(database));
			verify(database, errors);
		}
		logger.info(
				"{}: {} tried, {} committed, {} audited, {} confirmed, {} mailed, {} shipped, {} recorded, {} unanswered",
				this.plan, this.numbers, database.committed().size(), database.heard("audit").size(),
				database.heard("confirm").size(), database.heard("mail").size(), database.heard("ship").size(),
				database.recorded().size(), unanswered(errors));
		shipTheRest(database);
	}

	private List<ILoggingEvent> closeUnderLoad(ClosingDatabase database) throws Exception {
		ConfigurableApplicationContext context = ClosingApplication.run(database.url(),
				"spring.datasource.hikari.connection-timeout=2000", "spring.datasource.hikari.maximum-pool-size=20");
		try (LoggedEvents logged = new LoggedEvents()) {
			SaleLoad load = new SaleLoad(context, this.plan, this.numbers);
			try {
				load.awaitSold(this.plan.sales());
				context.getBean("withoutNotices", Gate.class).work = () -> load.awaitSold(this.plan.sales());
				context.getBean("withoutAudits", Gate.class).work = () -> load.awaitTried(this.plan.sales());
				context.close();
			}
			finally {
				load.stop();
			}
			return logged.errors();
		}
	}

	private static void verify(ClosingDatabase database, List<ILoggingEvent> errors) {
		List<Integer> committed = database.committed();
		assertThat(database.heard("audit")).containsExactlyInAnyOrderElementsOf(committed);
		Set<Integer> recordedOrShipped = new HashSet<>(database.recorded());
		recordedOrShipped.addAll(database.heard("ship"));
		assertThat(recordedOrShipped).containsExactlyInAnyOrderElementsOf(committed);
		assertThat(database.calledWhenDestroyed()).isZero();
		for (String uid : List.of("confirm", "mail")) {
			List<Integer> heard = database.heard(uid);
			assertThat(heard).doesNotHaveDuplicates().isSubsetOf(committed);
			int known = heard.size() + named("Receiver '" + uid + "'", errors);
			assertThat(known).as(uid).isBetween(committed.size() - unanswered(errors), committed.size());
		}
	}

	/**
	 * The pool may be closed in the middle of a commit, whose answer is lost then: it is
	 * named once for both receivers, whether it has committed or not.
	 */
	private static int unanswered(List<ILoggingEvent> errors) {
		return named("The answer to a commit was lost", errors);
	}

	private static int named(String text, List<ILoggingEvent> errors) {
		return (int) errors.stream().filter((error) -> error.getFormattedMessage().contains(text)).count();
	}

	/**
	 * What is recorded is shipped by the next node that starts.
	 */
	private static void shipTheRest(ClosingDatabase database) {
		try (ConfigurableApplicationContext context = ClosingApplication.run(database.url())) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.failFast("The node has ended", () -> !context.isActive())
				.until(() -> database.heard("ship").size() >= database.committed().size());
		}
		assertThat(database.heard("ship")).isEqualTo(database.committed());
	}

}
