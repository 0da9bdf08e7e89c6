package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.testing.LoggedEvents;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * S13, P63: a commit whose answer is lost with the connection.
 */
abstract class LostAnswerContract<T extends Named> extends DeliveryTestBase<T> {

	@Autowired
	UnreliableDataSource dataSource;

	@Test
	void callsNobodyAndSaysWhoWasNotCalled() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK, ASYNC);
		try (LoggedEvents logged = new LoggedEvents()) {
			Throwable thrown = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				save("one");
				this.dataSource.breakNext();
			}));
			assertThat(thrown).isNotNull();
			assertThat(rows()).containsExactly("one");
			assertThat(this.heard).isEmpty();
			assertThat(logged.errors()).hasSize(1);
			assertThat(logged.errors().get(0).getFormattedMessage()).contains("answer to a commit was lost")
				.contains("AFTER_COMMIT", "AFTER_ROLLBACK", "ASYNC")
				.contains(sender().getName());
		}
	}

	// Nobody listens: no journal is there from the beginning
	@Test
	void doesNoWorkAndSaysSo() {
		try (LoggedEvents logged = new LoggedEvents()) {
			Throwable thrown = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				this.signals.afterCommit(() -> this.heard.add("committed"));
				this.signals.afterRollback(() -> this.heard.add("rolled back"));
				this.dataSource.breakNext();
			}));
			assertThat(thrown).isNotNull();
			assertThat(this.heard).isEmpty();
			assertThat(logged.errors()).hasSize(1);
			assertThat(logged.errors().get(0).getFormattedMessage()).contains("answer to a commit was lost")
				.contains("signals.afterCommit", "signals.afterRollback");
		}
	}

	@Test
	void isQuietIfNobodyWouldHaveBeenCalled() {
		hear(BEFORE_COMMIT);
		try (LoggedEvents logged = new LoggedEvents()) {
			catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				save("one");
				this.dataSource.breakNext();
			}));
			assertThat(this.heard).containsExactly("BEFORE_COMMIT created one");
			assertThat(logged.errors()).isEmpty();
		}
	}

	// The next transaction of the thread finds nothing of it
	@Test
	void goesOnWithTheNextTransaction() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			save("one");
			this.dataSource.breakNext();
		}));
		this.transaction.executeWithoutResult((status) -> save("two"));
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
	}

}
