package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of each delivery with Spring Data JDBC, whose transaction manager has
 * savepoints.
 */
abstract class JdbcTransactionDeliveryContractTests extends TransactionDeliveryContractTests<Ledger> {

	@Autowired
	private Ledgers ledgers;

	@Override
	Class<Ledger> sender() {
		return Ledger.class;
	}

	@Override
	Ledger named(String name) {
		return new Ledger(name);
	}

	@Override
	CrudRepository<Ledger, Long> repository() {
		return this.ledgers;
	}

	@Override
	String table() {
		return "ledger";
	}

	private TransactionTemplate nested() {
		return template(TransactionDefinition.PROPAGATION_NESTED);
	}

	// P18, Behaviours 88, 92
	@Test
	void forgetsWhatASavepointTakesBack() {
		hear(BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			save("one");
			nested().executeWithoutResult((inner) -> save("two"));
			nested().executeWithoutResult((inner) -> {
				save("three");
				inner.setRollbackOnly();
			});
			nested().executeWithoutResult((inner) -> save("four"));
		});
		assertThat(this.heard).containsExactly("BEFORE_COMMIT created one", "BEFORE_COMMIT created two",
				"BEFORE_COMMIT created four", "AFTER_ROLLBACK created three", "AFTER_COMMIT created one",
				"AFTER_COMMIT created two", "AFTER_COMMIT created four");
		assertThat(rows()).containsExactly("one", "two", "four");
	}

	// P18, Behaviours 90
	@Test
	void forgetsSavepointsInsideOfOneThatIsTakenBack() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((outer) -> {
			nested().executeWithoutResult((inner) -> {
				save("one");
				nested().executeWithoutResult((innermost) -> save("two"));
				inner.setRollbackOnly();
			});
			save("three");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created three");
	}

	// P18: the journal is younger than the savepoint
	@Test
	void forgetsWhatASavepointOlderThanTheFirstSignalTakesBack() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			Object savepoint = outer.createSavepoint();
			save("one");
			outer.rollbackToSavepoint(savepoint);
			save("two");
			outer.rollbackToSavepoint(savepoint);
			save("three");
		});
		assertThat(this.heard).containsExactly("AFTER_ROLLBACK created one", "AFTER_ROLLBACK created two",
				"AFTER_COMMIT created three");
		assertThat(rows()).containsExactly("three");
	}

	// P18, S10: nothing is left of the transaction
	@Test
	void endsQuietlyIfASavepointHasTakenEverythingBack() {
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((outer) -> nested().executeWithoutResult((inner) -> {
			save("one");
			inner.setRollbackOnly();
		}));
		assertThat(this.heard).isEmpty();
	}

	// P18: an error of one who hears the undone part
	@Test
	void tellsTheCommitAlsoIfSomebodyFailsOnWhatASavepointTookBack() {
		hear(AFTER_COMMIT);
		this.signals.connect(saves("fatal", AFTER_ROLLBACK), (saved) -> {
			throw new AssertionError("Fatal");
		});
		this.transaction.executeWithoutResult((outer) -> {
			nested().executeWithoutResult((inner) -> {
				save("one");
				inner.setRollbackOnly();
			});
			save("two");
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created two");
	}

	// S10, P18: the net change is that of what remains
	@Test
	void tellsTheNetChangeWithoutWhatASavepointTookBack() {
		Ledger given = save("first");
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((outer) -> {
			Ledger entity = rename(stored(given), "second");
			nested().executeWithoutResult((inner) -> {
				repository().delete(entity);
				inner.setRollbackOnly();
			});
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT updated second");
	}

}
