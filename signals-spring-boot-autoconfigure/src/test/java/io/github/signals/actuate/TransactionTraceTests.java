package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.PostDelete;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.actuate.TraceDescriptor.TransactionDescriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TransactionTraceTests extends TraceTestBase {

	private void connectOneOfEach() {
		for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT, Delivery.AFTER_COMMIT,
				Delivery.AFTER_ROLLBACK)) {
			connect(saved(delivery.name(), delivery));
		}
	}

	@Test
	void aSaveIsOneEntryWhoseReceiversWaitForTheCommit() {
		connectOneOfEach();
		List<DispatchDescriptor> open = new ArrayList<>();
		Long id = this.transaction.execute((status) -> {
			Ticket ticket = this.tickets.saveAndFlush(new Ticket("new"));
			open.add(only());
			assertThat(transactionOf(only())).satisfies((transaction) -> {
				assertThat(transaction.outcome()).isEqualTo("ACTIVE");
				assertThat(transaction.ended()).isNull();
			});
			return ticket.getId();
		});
		assertThat(states(open.get(0))).containsExactlyInAnyOrder("IN_TRANSACTION RETURNED", "BEFORE_COMMIT WAITING",
				"AFTER_COMMIT WAITING", "AFTER_ROLLBACK WAITING");
		DispatchDescriptor entry = only();
		assertThat(entry.number()).isEqualTo(open.get(0).number());
		assertThat(entry.version()).isGreaterThan(open.get(0).version());
		assertThat(entry.signal()).isEqualTo("PostSave");
		assertThat(entry.identifier()).isEqualTo(id.toString());
		assertThat(entry.created()).isTrue();
		assertThat(entry.outcome()).isEqualTo("SUCCESS");
		assertThat(states(entry)).containsExactlyInAnyOrder("IN_TRANSACTION RETURNED", "BEFORE_COMMIT RETURNED",
				"AFTER_COMMIT RETURNED", "AFTER_ROLLBACK NOT_DELIVERED");
		CallDescriptor call = call(entry, "AFTER_COMMIT");
		assertThat(call.thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(call.time()).isAfterOrEqualTo(entry.time());
		assertThat(call.milliseconds()).isNotNegative();
		assertThat(call.attempt()).isNull();
	}

	@Test
	void theTransactionTellsHowAndWhenItHasEnded() {
		connectOneOfEach();
		this.transaction.setName("com.acme.BoxOffice.sell");
		this.transaction.executeWithoutResult((status) -> this.tickets.save(new Ticket("new")));
		TransactionDescriptor transaction = transactionOf(only());
		assertThat(transaction.outcome()).isEqualTo("COMMITTED");
		assertThat(transaction.ended()).isAfterOrEqualTo(transaction.started());
		assertThat(transaction.thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(transaction.name()).isEqualTo("com.acme.BoxOffice.sell");
		assertThat(transaction.using()).isEqualTo("transactionManager");
	}

	@Test
	void aTransactionIsKnownEvenIfNobodyWaitsForItsEnd() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.save(new Ticket("new"));
			status.setRollbackOnly();
		});
		assertThat(transactionOf(only()).outcome()).isEqualTo("ROLLED_BACK");
		assertThat(states(only())).containsExactly("at.once RETURNED");
	}

	@Test
	void aRollbackDeliversToThoseAloneWhoHearOfIt() {
		connectOneOfEach();
		connect(saved("async", Delivery.ASYNC));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.saveAndFlush(new Ticket("new"));
			status.setRollbackOnly();
		});
		assertThat(transactionOf(only()).outcome()).isEqualTo("ROLLED_BACK");
		assertThat(states(only())).containsExactlyInAnyOrder("IN_TRANSACTION RETURNED", "BEFORE_COMMIT NOT_DELIVERED",
				"AFTER_COMMIT NOT_DELIVERED", "AFTER_ROLLBACK RETURNED", "async NOT_DELIVERED");
		assertThat(only().outcome()).isEqualTo("SUCCESS");
	}

	@Test
	void aVetoIsAFailureAndRollsTheTransactionBack() {
		connect(saved("veto", Delivery.BEFORE_COMMIT), (signal) -> {
			throw new IllegalStateException(Ticket.SECRET);
		});
		connect(saved("after", Delivery.AFTER_COMMIT));
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.tickets.save(new Ticket("new"))));
		assertThat(states(only())).containsExactlyInAnyOrder("veto FAILED", "after NOT_DELIVERED");
		assertThat(call(only(), "veto").error()).isEqualTo("java.lang.IllegalStateException");
		assertThat(only().outcome()).isEqualTo("FAILURE");
		assertThat(transactionOf(only()).outcome()).isEqualTo("ROLLED_BACK");
	}

	@Test
	void anInnerTransactionHasItsOwnOutcome() {
		connect(saved("after", Delivery.AFTER_COMMIT));
		this.transaction.executeWithoutResult((outer) -> {
			this.tickets.saveAndFlush(new Ticket("outer"));
			requiresNew().executeWithoutResult((inner) -> {
				this.tickets.saveAndFlush(new Ticket("inner"));
				inner.setRollbackOnly();
			});
		});
		DispatchDescriptor outer = dispatches().get(0);
		DispatchDescriptor inner = dispatches().get(1);
		assertThat(transactionOf(outer).outcome()).isEqualTo("COMMITTED");
		assertThat(transactionOf(inner).outcome()).isEqualTo("ROLLED_BACK");
		assertThat(states(outer)).containsExactly("after RETURNED");
		assertThat(states(inner)).containsExactly("after NOT_DELIVERED");
	}

	@Test
	void transactionsAreForgottenWithTheirEntries() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		for (int i = 0; i < this.trace.size() + 20; i++) {
			this.tickets.save(new Ticket("new"));
		}
		assertThat(trace().dispatches()).hasSize(this.trace.size());
		assertThat(trace().transactions()).hasSize(this.trace.size());
	}

	@Test
	void aNewEntryComesWithItsTransaction() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.saveAndFlush(new Ticket("new"));
			long since = this.trace.entries().version();
			this.tickets.saveAndFlush(new Ticket("new"));
			TraceDescriptor news = TraceDescriptor.of(this.trace, since);
			assertThat(news.dispatches()).hasSize(1);
			assertThat(news.transactions()).extracting(TransactionDescriptor::id)
				.containsExactly(news.dispatches().get(0).transaction());
		});
	}

	@Test
	void withoutATransactionThereIsNone() {
		this.signals.connect(ReceiverSpec.of(Opened.class).uid("at.once"), (signal) -> {
		});
		this.signals.connect(ReceiverSpec.of(Opened.class).uid("after").delivery(Delivery.AFTER_COMMIT), (signal) -> {
		});
		this.signals.connect(ReceiverSpec.of(Opened.class).uid("undone").delivery(Delivery.AFTER_ROLLBACK),
				(signal) -> {
				});
		this.signals.send(new Opened(1));
		DispatchDescriptor entry = dispatches(Integer.class).get(0);
		assertThat(entry.transaction()).isNull();
		assertThat(entry.created()).isNull();
		assertThat(states(entry)).containsExactlyInAnyOrder("at.once RETURNED", "after RETURNED",
				"undone NOT_DELIVERED");
	}

	@Test
	void aNetChangeHasAnEntryOfItsOwnAndTakesThoseWhoWait() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		connect(saved("after", Delivery.AFTER_COMMIT));
		connect(saved("async", Delivery.ASYNC));
		Ticket ticket = this.signals.mute(Mute.all(), () -> this.tickets.save(new Ticket("new")));
		this.transaction.executeWithoutResult((status) -> {
			Ticket found = this.tickets.findById(ticket.getId()).orElseThrow();
			found.setStatus("sold");
			this.tickets.saveAndFlush(found);
			found.setSeat("7");
			this.tickets.saveAndFlush(found);
		});
		await().until(() -> states(dispatches().get(2)).contains("async RETURNED"));
		List<DispatchDescriptor> entries = dispatches();
		assertThat(entries).hasSize(3)
			.extracting(DispatchDescriptor::transaction)
			.containsOnly(entries.get(0).transaction());
		assertThat(states(entries.get(0))).containsExactly("at.once RETURNED");
		assertThat(states(entries.get(1))).containsExactly("at.once RETURNED");
		assertThat(states(entries.get(2))).containsExactlyInAnyOrder("after RETURNED", "async RETURNED");
		assertThat(entries.get(2).changed()).containsExactlyInAnyOrder("status", "seat");
		assertThat(entries.get(2).created()).isFalse();
	}

	@Test
	void whatIsNothingOnTheWholeIsNotDelivered() {
		connect(saved("after", Delivery.AFTER_COMMIT));
		this.transaction.executeWithoutResult((status) -> {
			Ticket ticket = this.tickets.saveAndFlush(new Ticket("new"));
			this.tickets.delete(ticket);
		});
		assertThat(states(only())).containsExactly("after NOT_DELIVERED");
	}

	@Test
	void aDeleteTakesThePlaceOfTheUpdateBeforeIt() {
		connect(saved("saved", Delivery.AFTER_COMMIT));
		this.signals.connect(ReceiverSpec.postDelete(Ticket.class).uid("deleted").delivery(Delivery.AFTER_COMMIT),
				(signal) -> {
				});
		Ticket ticket = this.signals.mute(Mute.all(), () -> this.tickets.save(new Ticket("new")));
		this.transaction.executeWithoutResult((status) -> {
			Ticket found = this.tickets.findById(ticket.getId()).orElseThrow();
			found.setStatus("sold");
			this.tickets.saveAndFlush(found);
			this.tickets.delete(found);
		});
		assertThat(dispatches()).extracting(DispatchDescriptor::signal)
			.containsExactly("PostSave", PostDelete.class.getSimpleName());
		assertThat(states(dispatches().get(0))).containsExactly("saved NOT_DELIVERED");
		assertThat(states(dispatches().get(1))).containsExactly("deleted RETURNED");
	}

	@Test
	void anAsyncCallNamesItsThreadAndStaysInItsTransaction() {
		connect(saved("async", Delivery.ASYNC));
		this.tickets.save(new Ticket("new"));
		await().until(() -> states(only()).contains("async RETURNED"));
		assertThat(call(only(), "async").thread()).isNotBlank().isNotEqualTo(Thread.currentThread().getName());
		assertThat(transactionOf(only()).outcome()).isEqualTo("COMMITTED");
	}

	@Test
	void aListIsOneCallThatEachOfItsSignalsNames() {
		this.signals.connectBatch(saved("list", Delivery.AFTER_COMMIT), (list) -> {
		});
		this.transaction
			.executeWithoutResult((status) -> this.tickets.saveAll(List.of(new Ticket("a"), new Ticket("b"))));
		assertThat(dispatches()).hasSize(2).allSatisfy((entry) -> {
			assertThat(states(entry)).containsExactly("list RETURNED");
			assertThat(call(entry, "list").time()).isEqualTo(call(dispatches().get(0), "list").time());
		});
	}

	@Test
	void whatAReceiverSavesNamesItsCause() {
		connect(saved("voucher", Delivery.IN_TRANSACTION), (signal) -> this.vouchers.save(new Voucher("10%")));
		this.signals.connect(ReceiverSpec.postSave(Voucher.class).uid("nested"), (signal) -> {
		});
		this.tickets.save(new Ticket("new"));
		DispatchDescriptor cause = only();
		DispatchDescriptor nested = dispatches(Voucher.class).get(0);
		assertThat(nested.causedBy()).isEqualTo("voucher");
		assertThat(nested.cause()).isEqualTo(cause.number());
		assertThat(nested.transaction()).isEqualTo(cause.transaction());
		assertThat(cause.cause()).isNull();
	}

	@Test
	void whatAReceiverSavesAfterTheCommitIsATransactionOfItsOwn() {
		connect(saved("voucher", Delivery.AFTER_COMMIT), (signal) -> this.vouchers.save(new Voucher("10%")));
		this.tickets.save(new Ticket("new"));
		DispatchDescriptor nested = dispatches(Voucher.class).get(0);
		assertThat(nested.cause()).isEqualTo(only().number());
		assertThat(nested.transaction()).isNotEqualTo(only().transaction());
		assertThat(transactionOf(nested).outcome()).isEqualTo("COMMITTED");
	}

	record Opened(Integer instance) implements Signal<Integer> {

	}

}
