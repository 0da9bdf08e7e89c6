package io.github.signals.delivery;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.ASYNC;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * What holds of each delivery in a transaction, whatever the store and the database.
 */
abstract class TransactionDeliveryContractTests<T extends Named> extends LaterWorkContract<T> {

	private static final Delivery[] ALL = { IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK };

	// S11, Behaviours 85
	@Test
	void runsEachDeliveryAtItsTime() {
		hear(ALL);
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			assertThat(this.heard).containsExactly("IN_TRANSACTION created one");
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "BEFORE_COMMIT created one",
				"AFTER_COMMIT created one");
	}

	// S10, S11
	@Test
	void hearsAfterTheRollbackWhatWasToBeWrittenAndWhyNot() {
		hear(AFTER_COMMIT);
		this.signals.connect(ReceiverSpec.saveFailed(sender()), (failed) -> this.heard
			.add("failed " + failed.instance().getName().length() + " " + failed.cause().getSimpleName()));
		assertThatThrownBy(() -> this.transaction.executeWithoutResult((status) -> save("x".repeat(300))))
			.isInstanceOf(RuntimeException.class);
		assertThat(this.heard).singleElement().asString().startsWith("failed 300 Data");
		assertThat(rows()).isEmpty();
		save("one");
		assertThat(this.heard).hasSize(2).last().isEqualTo("AFTER_COMMIT created one");
	}

	@Test
	void runsInTheCallersThreadInsideOrOutsideOfItsTransaction() {
		assumeManagedBySpring();
		for (Delivery delivery : ALL) {
			this.signals.connect(saves(delivery.name(), delivery),
					(saved) -> this.heard
						.add(delivery + " " + TransactionSynchronizationManager.isActualTransactionActive() + " "
								+ Thread.currentThread().getId()));
		}
		long caller = Thread.currentThread().getId();
		this.transaction.executeWithoutResult((status) -> save("one"));
		this.transaction.executeWithoutResult((status) -> {
			save("two");
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION true " + caller, "BEFORE_COMMIT true " + caller,
				"AFTER_COMMIT false " + caller, "IN_TRANSACTION true " + caller, "AFTER_ROLLBACK false " + caller);
	}

	// Behaviours 80, 85: the repository has a transaction of its own
	@Test
	void delegatesToTheTransactionOfTheRepositoryIfTheCallerHasNone() {
		hear(ALL);
		save("one");
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "BEFORE_COMMIT created one",
				"AFTER_COMMIT created one");
	}

	// S11, Behaviours 80, 81: a signal of the application, for which nobody opens a
	// transaction
	@Test
	void runsAllAtOnceWithoutTransaction(CapturedOutput output) {
		for (Delivery delivery : ALL) {
			this.signals.connect(ReceiverSpec.of(Told.class).uid(delivery.name()).delivery(delivery).order(0),
					(told) -> this.heard.add(delivery + " " + told.instance()));
		}
		this.signals.connect(ReceiverSpec.of(Told.class).uid("broken").delivery(AFTER_COMMIT).order(-1), (told) -> {
			throw new IllegalStateException("Broken");
		});
		this.signals.send(new Told("it"));
		assertThat(this.heard).containsExactly("IN_TRANSACTION it", "BEFORE_COMMIT it", "AFTER_COMMIT it");
		assertThat(output).contains("'broken'");
	}

	// S10: signals of the application are no changes, each is heard
	@Test
	void keepsSignalsOfTheApplicationUntilTheCommitOneByOne() {
		assumeManagedBySpring();
		this.signals.connect(ReceiverSpec.of(Told.class).delivery(AFTER_COMMIT),
				(told) -> this.heard.add(told.instance()));
		this.transaction.executeWithoutResult((status) -> {
			this.signals.send(new Told("it"));
			this.signals.send(new Told("it"));
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).containsExactly("it", "it");
	}

	// Behaviours 86, 95
	@Test
	void hearsARollbackOnlyAfterRollback() {
		hear(ALL);
		T kept = repository().save(named("kept"));
		this.heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			rename(kept, "renamed");
			repository().deleteById(kept.getId());
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "IN_TRANSACTION updated renamed",
				"IN_TRANSACTION deleted renamed", "AFTER_ROLLBACK created one", "AFTER_ROLLBACK deleted renamed");
		assertThat(rows()).containsExactly("kept");
		this.transaction.executeWithoutResult((status) -> {
		});
		assertThat(this.heard).hasSize(5);
	}

	// Behaviours 94, 97
	@Test
	void startsTheNextTransactionWithNothing() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> save("one"));
		this.heard.clear();
		this.transaction.executeWithoutResult((status) -> save("two"));
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
	}

	// Behaviours 142 the other way round
	@Test
	void rollsBackWhatAReceiverInTheTransactionRefuses() {
		this.signals.connect(saves("refuse", IN_TRANSACTION).order(-1), (saved) -> {
			throw new Exception("Refused");
		});
		hear(ALL);
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> save("one")))
			.withMessageContaining("'refuse'")
			.withMessageContaining(sender().getName())
			.havingCause()
			.withMessage("Refused");
		assertThat(this.heard).noneMatch((event) -> event.startsWith("IN_TRANSACTION") || event.contains("COMMIT"));
		assertThat(rows()).isEmpty();
	}

	@Test
	void letsAReceiverBeforeTheCommitVeto() {
		hear(ALL);
		this.signals.connect(saves("veto", BEFORE_COMMIT), (saved) -> {
			throw new IllegalStateException("Vetoed");
		});
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> save("one")))
			.withMessageContaining("'veto'");
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "BEFORE_COMMIT created one",
				"AFTER_ROLLBACK created one");
		assertThat(rows()).isEmpty();
	}

	// S13, P15: what the persistence context holds is written by then
	@Test
	void showsReceiversBeforeTheCommitTheRows() {
		assumeManagedBySpring();
		this.signals.connect(saves("rows", BEFORE_COMMIT), (saved) -> this.heard.addAll(rows()));
		this.transaction.executeWithoutResult((status) -> save("one"));
		assertThat(this.heard).containsExactly("one");
	}

	// S13: the journal was opened by a signal of the application, outside of any
	// repository
	@Test
	void flushesWhoeverOpenedTheJournal() {
		assumeManagedBySpring();
		this.signals.connect(ReceiverSpec.of(Told.class).delivery(BEFORE_COMMIT), (told) -> this.heard.addAll(rows()));
		this.transaction.executeWithoutResult((status) -> {
			this.signals.send(new Told("it"));
			save("one");
		});
		assertThat(this.heard).containsExactly("one");
	}

	// S6, P14: what receivers before the commit save is settled in further rounds
	@Test
	void settlesWhatReceiversBeforeTheCommitSave() {
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		this.signals.connect(saves("copy", BEFORE_COMMIT), (saved) -> {
			if (saved.instance().getName().length() < 3) {
				save(saved.instance().getName() + "+");
			}
		});
		this.transaction.executeWithoutResult((status) -> save("a"));
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created a", "BEFORE_COMMIT created a+",
				"BEFORE_COMMIT created a++", "AFTER_COMMIT created a", "AFTER_COMMIT created a+",
				"AFTER_COMMIT created a++");
		assertThat(rows()).containsExactly("a", "a+", "a++");
	}

	// S17
	@Test
	void failsTheCommitIfReceiversBeforeItNeverSettle() {
		this.signals.connect(saves("innocent", BEFORE_COMMIT), (saved) -> {
		});
		this.signals.connect(saves("endless", BEFORE_COMMIT), (saved) -> save("again"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> save("one")))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("signals.recursion.max-depth): [endless]"));
		assertThat(rows()).isEmpty();
	}

	// P12, Behaviours 98, 99: the receiver declares no transaction
	@Test
	void commitsWhatAReceiverAfterTheCommitSaves() {
		this.signals.connect(saves("copy", AFTER_COMMIT), (saved) -> {
			if (saved.instance().getName().equals("one")) {
				assertThat(rows()).containsExactly("one");
				assertThat(save("two").getId()).isNotNull();
			}
		});
		this.transaction.executeWithoutResult((status) -> save("one"));
		assertThat(rows()).containsExactly("one", "two");
	}

	// Behaviours 100
	@Test
	void deliversWhatAReceiverAfterTheCommitSavesBeforeTheNextReceiverRuns() {
		this.signals.connect(saves("copy", AFTER_COMMIT).order(-1), (saved) -> {
			if (saved.instance().getName().equals("one")) {
				save("two");
			}
		});
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> save("one"));
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created one", "BEFORE_COMMIT created two",
				"AFTER_COMMIT created two", "AFTER_COMMIT created one");
	}

	@Test
	void commitsWhatAReceiverAfterARollbackSaves() {
		this.signals.connect(saves("record", AFTER_ROLLBACK), (saved) -> save("undone"));
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			status.setRollbackOnly();
		});
		assertThat(rows()).containsExactly("undone");
	}

	// P17, Behaviours 83, 97, 139, 153 the other way round
	@Test
	void containsWhatReceiversAfterTheCommitThrow(CapturedOutput output) {
		this.signals.connect(saves("broken", AFTER_COMMIT).order(-1), (saved) -> {
			throw new Exception("Broken");
		});
		hear(AFTER_COMMIT);
		assertThatCode(() -> this.transaction.executeWithoutResult((status) -> {
			save("one");
			save("two");
		})).doesNotThrowAnyException();
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one", "AFTER_COMMIT created two");
		assertThat(rows()).containsExactly("one", "two");
		assertThat(output).contains("Receiver 'broken'").contains("Broken");
	}

	// S20: an error is handled as any other failure, and once
	@Test
	void handlesAnErrorOnce(CapturedOutput output) {
		fail("saying", AFTER_COMMIT, new AssertionError("Said once"));
		fail("undoing", AFTER_ROLLBACK, new AssertionError("Undone once"));
		assertThatCode(() -> this.transaction.executeWithoutResult((status) -> save("one"))).doesNotThrowAnyException();
		this.transaction.executeWithoutResult((status) -> {
			save("two");
			status.setRollbackOnly();
		});
		assertThat(output).containsOnlyOnce("Receiver 'saying'")
			.containsOnlyOnce("AssertionError: Said once")
			.containsOnlyOnce("Receiver 'undoing'")
			.containsOnlyOnce("AssertionError: Undone once");
	}

	@Test
	void anErrorBeforeTheCommitPassesAsItIsAndNamesItsReceiver() {
		for (Delivery delivery : List.of(IN_TRANSACTION, BEFORE_COMMIT)) {
			Error error = new AssertionError("Fatal");
			fail("failing", delivery, error);
			assertThatThrownBy(() -> this.transaction.executeWithoutResult((status) -> save("one"))).isSameAs(error);
			assertThat(error.getSuppressed())
				.anySatisfy((named) -> assertThat(named).isInstanceOf(ReceiverException.class)
					.hasMessageContaining("'failing'"));
			assertThat(rows()).isEmpty();
			this.signals.disconnect("failing");
		}
	}

	@Test
	void aFatalErrorIsHandledAndThrownOnWhenTheOthersWereCalled(CapturedOutput output) {
		assumeManagedBySpring();
		fail("fatal", AFTER_COMMIT, new OutOfMemoryError("simulated"));
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> save("one"));
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one");
		assertThat(output).containsOnlyOnce("Receiver 'fatal'").contains("afterCompletion threw exception");
	}

	private void fail(String uid, Delivery delivery, Error error) {
		this.signals.connect(saves(uid, delivery).order(-1), (saved) -> {
			throw error;
		});
	}

	// Behaviours 146
	@Test
	void callsTheOthersAlsoAfterAnError(CapturedOutput output) {
		this.signals.connect(saves("undoer", AFTER_ROLLBACK).order(-1), (saved) -> {
			throw new AssertionError("Fatal");
		});
		this.signals.connect(saves("fatal", AFTER_COMMIT).order(-1), (saved) -> {
			throw new AssertionError("Fatal");
		});
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((status) -> save("one"));
		this.transaction.executeWithoutResult((status) -> {
			save("two");
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one", "AFTER_ROLLBACK created two");
		assertThat(output).contains("'fatal'").contains("'undoer'");
	}

	// Behaviours 87, 93
	@Test
	void waitsForTheOutermostCommitAndKeepsTheOrder() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((outer) -> {
			save("one");
			this.transaction.executeWithoutResult((inner) -> save("two"));
			assertThat(this.heard).isEmpty();
			save("three");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one", "AFTER_COMMIT created two",
				"AFTER_COMMIT created three");
	}

	// Behaviours 89
	@Test
	void forgetsInnerTransactionsIfTheOuterFails() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			this.transaction.executeWithoutResult((inner) -> save("one"));
			outer.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created one");
	}

	// Behaviours 91
	@Test
	void forgetsTheOuterTransactionIfAParticipatingOneFails() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((outer) -> {
				save("one");
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> this.transaction.executeWithoutResult((inner) -> {
						save("two");
						throw new IllegalStateException();
					}));
			}));
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created one", "AFTER_ROLLBACK created two");
		assertThat(rows()).isEmpty();
	}

	// S11, P20
	@Test
	void letsANewTransactionCommitByItself() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			save("one");
			this.requiresNew.executeWithoutResult((inner) -> save("two"));
			assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
			save("three");
			outer.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two", "AFTER_ROLLBACK created one",
				"AFTER_ROLLBACK created three");
		assertThat(rows()).containsExactly("two");
	}

	// S11, P20
	@Test
	void letsANewTransactionTakeOnlyItsOwnSignalsWithIt() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			this.requiresNew.executeWithoutResult((inner) -> {
				save("two");
				inner.setRollbackOnly();
			});
			save("three");
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created two", "AFTER_COMMIT created three");
	}

	// S11
	@Test
	void keepsTheSignalsOfASuspendedTransaction() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((outer) -> {
			save("one");
			template(TransactionDefinition.PROPAGATION_NOT_SUPPORTED).executeWithoutResult((none) -> {
				save("two");
				assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
			});
			assertThat(this.heard).hasSize(1);
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two", "AFTER_COMMIT created one");
	}

	// S10, S11, Behaviours 140 the other way round
	@Test
	void startsAsynchronousReceiversWhenTheCommitIsDone() {
		hear(ASYNC);
		this.transaction.executeWithoutResult((status) -> {
			save("undone");
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			assertThat(this.heard).isEmpty();
		});
		await().untilAsserted(() -> assertThat(this.heard).containsExactly("ASYNC created one"));
	}

	// Behaviours 154
	@Test
	void leavesTheTransactionsOfOtherThreadsAlone() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			CompletableFuture.runAsync(() -> save("two")).join();
			assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two", "AFTER_COMMIT created one");
	}

	// S13, P19
	@Test
	void costsOneSynchronizationATransaction() {
		assumeManagedBySpring();
		hear(ALL);
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			T two = save("two");
			rename(two, "three");
			this.signals.send(new Told("it"));
			assertThat(synchronizations()).isOne();
		});
	}

	// S9
	@Test
	void costsNoSynchronizationIfNobodyListensAfterwards() {
		assumeManagedBySpring();
		hear(IN_TRANSACTION);
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.noneMatch(JournalSynchronization.class::isInstance);
		});
	}

	private static int synchronizations() {
		return (int) TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter((synchronization) -> synchronization.getClass().getName().startsWith("io.github.signals"))
			.count();
	}

	// P13: the transaction that it joins has been committed already
	@Test
	void neverReportsACommitOfWhatJoinsAFinishedTransaction(CapturedOutput output) {
		assumeManagedBySpring();
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((status) -> afterCommit((name) -> {
			try {
				save(name);
			}
			catch (RuntimeException ex) {
				this.heard.add(name + " failed");
			}
		}));
		assertThat(this.heard).noneMatch((event) -> event.startsWith("AFTER_"));
		assertThat(output).contains("REQUIRES_NEW");
	}

	// P13
	@Test
	void hearsANewTransactionThatIsOpenedAfterTheCommit() {
		assumeManagedBySpring();
		hear(ALL);
		this.transaction.executeWithoutResult((status) -> {
			afterCommit((name) -> this.requiresNew.executeWithoutResult((inner) -> save(name)));
			save("one");
		});
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "BEFORE_COMMIT created one",
				"IN_TRANSACTION created callback", "BEFORE_COMMIT created callback", "AFTER_COMMIT created callback",
				"AFTER_COMMIT created one", "IN_TRANSACTION created completion", "BEFORE_COMMIT created completion",
				"AFTER_COMMIT created completion");
		assertThat(rows()).containsExactlyInAnyOrder("one", "callback", "completion");
	}

	// P14, P64: nothing else is saved, and no synchronization of ours is there before
	@Test
	void hearsBeforeTheCommitWhatTheOnlySynchronizationSaves() {
		assumeManagedBySpring();
		hear(BEFORE_COMMIT, AFTER_COMMIT);
		this.transaction.executeWithoutResult(
				(status) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						save("late");
					}

				}));
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created late", "AFTER_COMMIT created late");
	}

	// P14: what other synchronizations save is heard too
	@Test
	void hearsBeforeTheCommitWhatOtherSynchronizationsSave(CapturedOutput output) {
		assumeManagedBySpring();
		hear(BEFORE_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public int getOrder() {
					return 0;
				}

				@Override
				public void beforeCommit(boolean readOnly) {
					save("late");
				}

			});
		});
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created one", "BEFORE_COMMIT created late");
		assertThat(output).doesNotContain("could not be called before the commit");
	}

	// P64: with the same order, and after ours
	@Test
	void letsAReceiverBeforeTheCommitVetoWhatALaterSynchronizationSaves() {
		assumeManagedBySpring();
		this.signals.connect(saves("veto", BEFORE_COMMIT), (saved) -> {
			if (saved.instance().getName().equals("late")) {
				throw new IllegalStateException("Vetoed");
			}
		});
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			save("one");
			beforeCommit(() -> save("late"));
		}))).hasStackTraceContaining("Vetoed");
		assertThat(this.heard).containsExactlyInAnyOrder("AFTER_ROLLBACK created one", "AFTER_ROLLBACK created late");
		assertThat(rows()).isEmpty();
	}

	// P63
	@Test
	void hearsARollbackIfAnotherSynchronizationThrows() {
		assumeManagedBySpring();
		for (Delivery other : List.of(AFTER_ROLLBACK, IN_TRANSACTION, BEFORE_COMMIT)) {
			disconnectAll();
			this.heard.clear();
			hear(AFTER_ROLLBACK);
			this.signals.connect(ReceiverSpec.of(Told.class).uid("other").delivery(other), (told) -> {
			});
			assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				save("one");
				beforeCommit(() -> {
					throw new UnsupportedOperationException("Failed");
				});
			}))).isInstanceOf(UnsupportedOperationException.class);
			assertThat(this.heard).containsExactly("AFTER_ROLLBACK created one");
			assertThat(rows()).isEmpty();
		}
	}

	static void beforeCommit(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				work.run();
			}

		});
	}

	static void afterCommit(Consumer<String> work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				work.accept("callback");
			}

			@Override
			public void afterCompletion(int status) {
				work.accept("completion");
			}

		});
	}

	// S10
	@Test
	void tellsTheNetChange() {
		List<T> given = this.transaction
			.execute((status) -> List.of(save("a"), save("b"), save("c"), save("d"), save("e")));
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			rename(save("new"), "newer");
			repository().delete(save("gone"));
			T deleted = rename(stored(given.get(0)), "a2");
			repository().delete(deleted);
			rename(rename(stored(given.get(1)), "b2"), "b");
			repository().save(stored(given.get(2)));
			rename(rename(stored(given.get(3)), "d2"), "d3");
			repository().deleteById(given.get(4).getId());
		});
		assertThat(this.heard).containsExactlyInAnyOrder("AFTER_COMMIT created newer", "AFTER_COMMIT deleted a2",
				"AFTER_COMMIT updated d3", "AFTER_COMMIT deleted e");
	}

	// S10, S7: from the first old value to the last new one
	@Test
	void tellsTheFirstOldAndTheLastNewValue() {
		T given = save("first");
		this.signals.connect(saves("changes", AFTER_COMMIT).changed("name"),
				(saved) -> this.heard.add(saved.changes().before("name") + " to " + saved.changes().after("name")));
		this.transaction.executeWithoutResult((status) -> rename(rename(stored(given), "second"), "third"));
		assertThat(this.heard).containsExactly("first to third");
	}

	final T stored(T entity) {
		return repository().findById(entity.getId()).orElseThrow();
	}

	// S18
	@Test
	void leavesOutWhatIsMutedOrImportedInTheMiddleOfATransaction() {
		hear(AFTER_COMMIT);
		this.signals.connect(saves("loader", AFTER_COMMIT).imports(),
				(saved) -> this.heard.add("loader " + saved.instance().getName()));
		this.transaction.executeWithoutResult((status) -> {
			save("one");
			this.signals.mute(() -> save("two"));
			this.signals.mute(Mute.receiver("AFTER_COMMIT"), () -> save("three"));
			this.signals.importing(() -> save("four"));
			save("five");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one", "loader one", "loader three", "loader four",
				"AFTER_COMMIT created five", "loader five");
	}

	// S10, S18: the row is gone, whoever was not to hear of it
	@Test
	void hearsNothingOfACreationThatAMutedDeleteTookBack() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			T one = save("one");
			this.signals.mute(() -> repository().delete(one));
			T two = save("two");
			this.signals.mute(Mute.receiver("AFTER_COMMIT of deletes", "AFTER_COMMIT"), () -> repository().delete(two));
		});
		assertThat(this.heard).isEmpty();
		assertThat(rows()).isEmpty();
	}

	// Behaviours 145
	@Test
	void fixesTheReceiversWhenTheChangeIsMade() {
		this.transaction.executeWithoutResult((status) -> {
			hear(AFTER_COMMIT);
			save("one");
			this.signals.disconnect("AFTER_COMMIT");
			save("two");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one");
	}

	/**
	 * Make a commit itself fail, by a constraint that the database checks at that time.
	 */
	final void failTheCommit() {
		hear(ALL);
		String constraint = table() + "_names";
		this.jdbc.execute("alter table " + table() + " add constraint " + constraint
				+ " unique (name) deferrable initially deferred");
		try {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
					save("one");
					save("one");
				}));
		}
		finally {
			this.jdbc.execute("alter table " + table() + " drop constraint " + constraint);
		}
		assertThat(this.heard).containsExactly("IN_TRANSACTION created one", "IN_TRANSACTION created one",
				"BEFORE_COMMIT created one", "BEFORE_COMMIT created one", "AFTER_ROLLBACK created one",
				"AFTER_ROLLBACK created one");
		assertThat(rows()).isEmpty();
	}

	record Told(String instance) implements Signal<String> {

	}

}
