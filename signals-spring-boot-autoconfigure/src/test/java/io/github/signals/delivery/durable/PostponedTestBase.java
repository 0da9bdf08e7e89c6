package io.github.signals.delivery.durable;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;

import org.springframework.jdbc.core.ConnectionCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that wait for an hour, all in one partition.
 */
abstract class PostponedTestBase extends DurableTestBase {

	static final long HOUR = TimeUnit.HOURS.toMillis(1);

	@AfterEach
	void waitNoLonger() {
		this.jdbc.update("delete from signals_outbox");
	}

	long databaseTime() {
		String product = Objects.requireNonNull(this.jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName()));
		return new CallTable(Objects.requireNonNull(this.jdbc.getDataSource()), product, new TableNames(null)).now();
	}

	/**
	 * Save a parcel that nobody hears of.
	 */
	Parcel stored(String name) {
		Parcel[] parcel = new Parcel[1];
		this.signals.mute(() -> parcel[0] = save(name));
		return parcel[0];
	}

	void rename(Parcel parcel, String name) {
		update(parcel, (loaded) -> loaded.name = name);
	}

	/**
	 * Leave only the calls of one receiver.
	 */
	void keep(String uid) {
		this.jdbc.update("delete from signals_outbox where uid <> ?", uid);
		this.jdbc.update("update signals_outbox set partition_number = 3");
	}

	/**
	 * Have all calls be due that wait.
	 */
	void hourLater(String uid) {
		keep(uid);
		this.jdbc.update("update signals_outbox set due = due - ? where due > 1", HOUR);
	}

	/**
	 * Have a call of another entity made, which is recorded in the same partition after
	 * all others, and see that it is the only one.
	 */
	void assertOnlyAnotherIsCalled(String uid) {
		int waiting = records();
		int heard = this.script.of(uid).size();
		save("another");
		keep(uid);
		this.jdbc.update("update signals_outbox set due = 1 where sequence_number = ?",
				this.jdbc.queryForObject("select max(sequence_number) from signals_outbox", Long.class));
		await().until(() -> records() == waiting);
		assertThat(this.script.of(uid)).hasSize(heard + 1);
	}

}
