package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableApplication.Parcels;

/**
 * Parcels, receivers that do what a script says, and the table of the calls.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class DurableTestBase {

	@Autowired
	Script script;

	@Autowired
	Parcels parcels;

	@Autowired
	Signals signals;

	@Autowired
	DurableDelivery delivery;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	PlatformTransactionManager transactionManager;

	TransactionTemplate transaction;

	@BeforeEach
	void startEmpty() {
		this.transaction = new TransactionTemplate(this.transactionManager);
		this.jdbc.execute("create table if not exists effects (name varchar(100))");
		this.jdbc.update("delete from effects");
		this.signals.mute(() -> this.parcels.deleteAll());
		this.script.clear();
	}

	@AfterEach
	void leaveNothing() {
		this.script.clear();
		if (!this.delivery.isRunning()) {
			this.delivery.start();
		}
		this.signals.receivers().forEach((receiver) -> this.signals.durable().discardAll(receiver.uid()));
		awaitAllDone();
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

	void awaitAllDone() {
		await().until(() -> records() == 0);
	}

	void awaitHeard(String uid, int count) {
		await().until(() -> this.script.of(uid).size() >= count);
	}

	void awaitParked(int count) {
		await().until(() -> this.signals.durable().parked() == count);
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(50, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nobody has opened the latch");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int records() {
		Integer count = this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class);
		return (count != null) ? count : -1;
	}

	Parcel save(String name) {
		return this.parcels.save(new Parcel(name));
	}

	void update(Parcel parcel, Consumer<Parcel> change) {
		this.transaction
			.executeWithoutResult((status) -> change.accept(this.parcels.findById(parcel.getId()).orElseThrow()));
	}

}
