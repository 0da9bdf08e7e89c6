package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.Mute;
import io.github.signals.ReceiverSpec;
import io.github.signals.delivery.TransactionDeliveryContractTests.Told;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * What holds of work that is left to the end of a transaction, whatever the store and the
 * database (S10, S11, S13, S20).
 */
abstract class LaterWorkContract<T extends Named> extends DeliveryTestBase<T> {

	// Nobody listens: no journal is there from the beginning
	@Test
	void doesWorkAfterTheCommitWhereThereAreNoReceivers() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> this.heard.add("committed " + rows()));
			this.signals.afterRollback(() -> this.heard.add("rolled back"));
			save("one");
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).containsExactly("committed [one]");
	}

	@Test
	void doesWorkAfterTheRollbackWhereThereAreNoReceivers() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> this.heard.add("committed"));
			this.signals.afterRollback(() -> this.heard.add("rolled back " + rows()));
			save("one");
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly("rolled back []");
	}

	@Test
	void doesWorkOnTheCallersThreadOutsideOfItsTransaction() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> this.signals.afterCommit(this::noteThread));
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterRollback(this::noteThread);
			status.setRollbackOnly();
		});
		String caller = "false " + Thread.currentThread().getId();
		assertThat(this.heard).containsExactly(caller, caller);
	}

	private void noteThread() {
		this.heard
			.add(TransactionSynchronizationManager.isActualTransactionActive() + " " + Thread.currentThread().getId());
	}

	// P12
	@Test
	void commitsWhatWorkSaves() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> save("two"));
			save("one");
		});
		assertThat(rows()).containsExactly("one", "two");
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterRollback(() -> save("four"));
			save("three");
			status.setRollbackOnly();
		});
		assertThat(rows()).containsExactly("one", "two", "four");
	}

	@Test
	void doesWorkAtOnceWithoutTransactionAndNeverAfterARollback() {
		this.signals.afterRollback(() -> this.heard.add("rolled back"));
		this.signals.afterCommit(() -> this.heard.add("at once"));
		this.heard.add("then");
		assertThat(this.heard).containsExactly("at once", "then");
	}

	// S15
	@Test
	void takesItsTurnAmongTheReceivers() {
		assumeManagedBySpring();
		this.signals.connect(ReceiverSpec.of(Told.class).delivery(AFTER_COMMIT),
				(told) -> this.heard.add("told " + told.instance()));
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> this.heard.add("first"));
			this.signals.send(new Told("one"));
			this.signals.afterCommit(() -> this.heard.add("second"));
			this.signals.send(new Told("two"));
			this.signals.afterCommit(() -> this.heard.add("third"));
		});
		assertThat(this.heard).containsExactly("first", "told one", "second", "told two", "third");
	}

	@Test
	void doesWorkThatReceiversLeave() {
		assumeManagedBySpring();
		this.signals.connect(saves("now", IN_TRANSACTION),
				(saved) -> this.signals.afterCommit(() -> this.heard.add("of now " + rows())));
		this.signals.connect(saves("before", BEFORE_COMMIT),
				(saved) -> this.signals.afterCommit(() -> this.heard.add("of before " + rows())));
		this.signals.connect(saves("after", AFTER_COMMIT),
				(saved) -> this.signals.afterCommit(() -> this.heard.add("of after " + rows())));
		save("one");
		assertThat(this.heard).containsExactlyInAnyOrder("of now [one]", "of before [one]", "of after [one]");
	}

	// The same work, a singleton as it captures nothing of its own
	@Test
	void doesWorkAsOftenAsItIsLeftAlsoByItself() {
		assumeManagedBySpring();
		Runnable work = new Runnable() {

			@Override
			public void run() {
				LaterWorkContract.this.heard.add("done");
				if (LaterWorkContract.this.heard.size() == 2) {
					LaterWorkContract.this.signals.afterCommit(this);
				}
			}

		};
		this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(work);
			this.signals.afterCommit(work);
		});
		assertThat(this.heard).hasSize(3);
	}

	// S11, P18
	@Test
	void forgetsTheWorkOfARolledBackSavepoint() {
		assumeManagedBySpring();
		assumeSavepoints();
		this.transaction.executeWithoutResult((outer) -> {
			this.signals.afterCommit(() -> this.heard.add("outer committed"));
			this.signals.afterRollback(() -> this.heard.add("outer rolled back"));
			template(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
				this.signals.afterCommit(() -> this.heard.add("nested committed"));
				this.signals.afterRollback(() -> this.heard.add("nested rolled back"));
				nested.setRollbackOnly();
			});
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).containsExactly("nested rolled back", "outer committed");
	}

	// The first work comes after the savepoint
	@Test
	void forgetsTheWorkOfASavepointThatIsOlderThanAllOfIt() {
		assumeManagedBySpring();
		assumeSavepoints();
		this.transaction.executeWithoutResult(
				(outer) -> template(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
					this.signals.afterCommit(() -> this.heard.add("nested committed"));
					this.signals.afterRollback(() -> this.heard.add("nested rolled back"));
					nested.setRollbackOnly();
				}));
		assertThat(this.heard).containsExactly("nested rolled back");
	}

	private void assumeSavepoints() {
		try {
			this.transaction.executeWithoutResult(
					(outer) -> template(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
					}));
		}
		catch (NestedTransactionNotSupportedException ex) {
			abort("No savepoints");
		}
	}

	// S11, P20
	@Test
	void keepsTheWorkOfASuspendedTransaction() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((outer) -> {
			this.signals.afterCommit(() -> this.heard.add("outer"));
			this.requiresNew.executeWithoutResult((inner) -> this.signals.afterCommit(() -> this.heard.add("inner")));
			assertThat(this.heard).containsExactly("inner");
			template(TransactionDefinition.PROPAGATION_NOT_SUPPORTED)
				.executeWithoutResult((none) -> this.signals.afterCommit(() -> this.heard.add("none")));
			assertThat(this.heard).containsExactly("inner", "none");
		});
		assertThat(this.heard).containsExactly("inner", "none", "outer");
	}

	// P17, S20
	@Test
	void containsWhatWorkThrows(CapturedOutput output) {
		assumeManagedBySpring();
		assertThatCode(() -> this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> {
				throw new IllegalStateException("Broken");
			});
			this.signals.afterCommit(() -> this.heard.add("other"));
		})).doesNotThrowAnyException();
		assertThatCode(() -> this.signals.afterCommit(() -> {
			throw new AssertionError("At once");
		})).doesNotThrowAnyException();
		assertThat(this.heard).containsExactly("other");
		assertThat(output)
			.contains("Receiver 'signals.afterCommit' (Signals.afterCommit(Runnable), AFTER_COMMIT) failed on Work of"
					+ " java.lang.Runnable")
			.containsOnlyOnce("IllegalStateException: Broken")
			.containsOnlyOnce("AssertionError: At once");
	}

	// S13: the commit itself fails, in its flush or in somebody's callback
	@Test
	void doesWorkAfterTheRollbackOfACommitThatFails() {
		assumeManagedBySpring();
		assertThatThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.signals.afterCommit(() -> this.heard.add("committed"));
			this.signals.afterRollback(() -> this.heard.add("rolled back"));
			TransactionDeliveryContractTests.beforeCommit(() -> {
				throw new UnsupportedOperationException("Failed");
			});
		})).isInstanceOf(UnsupportedOperationException.class);
		assertThat(this.heard).containsExactly("rolled back");
	}

	// S18: it is no signal
	@Test
	void doesWorkWhateverIsMutedOrImported() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.mute(() -> this.signals.afterCommit(() -> this.heard.add("muted")));
			this.signals.mute(Mute.receiver("other"),
					() -> this.signals.afterCommit(() -> this.heard.add("muted other")));
			this.signals.importing(() -> this.signals.afterCommit(() -> this.heard.add("imported")));
		});
		assertThat(this.heard).containsExactly("muted", "muted other", "imported");
	}

	@Test
	void isNoReceiverThatAnybodySees() {
		assumeManagedBySpring();
		this.transaction.executeWithoutResult((status) -> this.signals.afterCommit(() -> {
		}));
		assertThat(this.signals.receivers()).isEmpty();
		assertThat(this.signals.hasReceivers(Object.class, Runnable.class)).isFalse();
	}

	@Test
	void refusesNoWork() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.signals.afterCommit(nothing()));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.signals.afterRollback(nothing()));
	}

	@SuppressWarnings("NullAway")
	private static Runnable nothing() {
		return null;
	}

}
