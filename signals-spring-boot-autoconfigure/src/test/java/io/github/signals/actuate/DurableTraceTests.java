package io.github.signals.actuate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

class DurableTraceTests extends TraceTestBase {

	@AfterEach
	void discard() {
		this.signals.durable().discardAll(BoxOffice.DURABLE);
	}

	private DispatchDescriptor voucher() {
		assertThat(dispatches(Voucher.class)).hasSize(1);
		return dispatches(Voucher.class).get(0);
	}

	private CallDescriptor durable() {
		return call(voucher(), BoxOffice.DURABLE);
	}

	@Test
	void attemptsAreCountedInTheEntryOfTheSave() throws Exception {
		CountDownLatch second = new CountDownLatch(1);
		this.office.failNext(1);
		this.office.next(() -> await(second));
		this.vouchers.save(new Voucher("10%"));
		await().until(() -> durable().attempt() != null && durable().attempt() == 2);
		assertThat(durable().state()).isEqualTo("WAITING");
		assertThat(durable().error()).isEqualTo("java.lang.IllegalStateException");
		assertThat(voucher().outcome()).isEqualTo("FAILURE");
		second.countDown();
		await().until(() -> durable().state().equals("RETURNED"));
		assertThat(durable().attempt()).isEqualTo(2);
		assertThat(durable().error()).isNull();
		assertThat(durable().nextAttempt()).isNull();
		assertThat(durable().thread()).isNotBlank();
		assertThat(voucher().outcome()).isEqualTo("SUCCESS");
		assertThat(transactionOf(voucher()).outcome()).isEqualTo("COMMITTED");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aFailedAttemptTellsWhenTheNextOneIsDue() {
		this.office.failNext(2);
		this.vouchers.save(new Voucher("10%"));
		await().until(() -> durable().nextAttempt() != null);
		await().until(() -> durable().state().equals("RETURNED"));
		assertThat(durable().attempt()).isEqualTo(3);
	}

	@Test
	void aCallThatIsNotTriedAgainIsParkedAndAReplayIsNotedThere() {
		this.office.failNext(3);
		this.vouchers.save(new Voucher("10%"));
		await().until(() -> durable().state().equals("PARKED"));
		assertThat(durable().attempt()).isEqualTo(3);
		assertThat(durable().nextAttempt()).isNull();
		assertThat(durable().error()).isEqualTo("java.lang.IllegalStateException");
		this.signals.durable().replayAll(BoxOffice.DURABLE);
		await().until(() -> durable().state().equals("RETURNED"));
		assertThat(durable().attempt()).isEqualTo(1);
	}

	@Test
	void whatIsRolledBackIsNotDelivered() {
		this.transaction.executeWithoutResult((status) -> {
			this.vouchers.saveAndFlush(new Voucher("10%"));
			status.setRollbackOnly();
		});
		assertThat(states(voucher())).containsExactly(BoxOffice.DURABLE + " NOT_DELIVERED");
	}

	@Test
	void aCallWhoseRowIsGoneEndsUndelivered() {
		CountDownLatch gone = new CountDownLatch(1);
		this.office.next(() -> {
			await(gone);
			throw new IllegalStateException(Ticket.SECRET);
		});
		Voucher voucher = this.vouchers.save(new Voucher("10%"));
		await().until(() -> durable().attempt() != null);
		this.vouchers.deleteById(voucher.getId());
		gone.countDown();
		await().until(() -> durable().state().equals("NOT_DELIVERED"));
		assertThat(durable().nextAttempt()).isNull();
	}

	@Test
	void anAttemptOfACallThatIsNotRememberedHasAnEntryOfItsOwn() {
		CountDownLatch forgotten = new CountDownLatch(1);
		this.office.next(() -> {
			await(forgotten);
			throw new IllegalStateException(Ticket.SECRET);
		});
		this.vouchers.save(new Voucher("10%"));
		long first = voucher().number();
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		for (int i = 0; i < this.trace.size(); i++) {
			this.tickets.save(new Ticket("new"));
		}
		assertThat(dispatches(Voucher.class)).isEmpty();
		forgotten.countDown();
		await().until(() -> !dispatches(Voucher.class).isEmpty() && durable().state().equals("RETURNED"));
		assertThat(voucher().number()).isGreaterThan(first);
		assertThat(durable().attempt()).isEqualTo(2);
		assertThat(voucher().transaction()).isNull();
	}

	@Test
	void whatADurableReceiverSavesNamesItsCause() {
		this.office.next(() -> this.tickets.save(new Ticket("printed")));
		connect(ReceiverSpec.postSave(Ticket.class).uid("printed"));
		this.vouchers.save(new Voucher("10%"));
		await().until(() -> !dispatches().isEmpty());
		assertThat(only().causedBy()).isEqualTo(BoxOffice.DURABLE);
		assertThat(only().cause()).isEqualTo(voucher().number());
		assertThat(only().transaction()).isNotEqualTo(voucher().transaction());
	}

}
