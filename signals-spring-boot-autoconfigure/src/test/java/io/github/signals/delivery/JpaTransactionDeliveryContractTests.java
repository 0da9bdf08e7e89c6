package io.github.signals.delivery;

import java.lang.ref.WeakReference;
import java.time.Duration;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.delivery.JpaStore.SequencedRepository;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static io.github.signals.Delivery.IN_TRANSACTION;
import static io.github.signals.Delivery.BEFORE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What holds of each delivery with Spring Data JPA.
 */
abstract class JpaTransactionDeliveryContractTests extends TransactionDeliveryContractTests<Sequenced> {

	@Autowired
	private SequencedRepository repository;

	@Autowired
	private EntityManager em;

	@Override
	Class<Sequenced> sender() {
		return Sequenced.class;
	}

	@Override
	Sequenced named(String name) {
		return new Sequenced(name);
	}

	@Override
	CrudRepository<Sequenced, Long> repository() {
		return this.repository;
	}

	@Override
	String table() {
		return "sequenced";
	}

	// P18: refused by the transaction manager; nothing is heard twice
	@Test
	void survivesARefusedSavepoint() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.transaction.executeWithoutResult((outer) -> {
			save("one");
			assertThatExceptionOfType(NestedTransactionNotSupportedException.class)
				.isThrownBy(() -> template(TransactionDefinition.PROPAGATION_NESTED)
					.executeWithoutResult((inner) -> save("two")));
		});
		assertThat(this.heard).containsExactly("AFTER_COMMIT created one");
	}

	// S10: nothing is what a read-only transaction did not write
	@Test
	void hearsOnlyAtOnceWhatAReadOnlyTransactionHoldsBack(CapturedOutput output) {
		Sequenced given = save("given");
		hear(IN_TRANSACTION, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ROLLBACK);
		TransactionTemplate readOnly = template(TransactionDefinition.PROPAGATION_REQUIRED);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			save("new");
			rename(stored(given), "renamed");
			repository().deleteById(given.getId());
		});
		readOnly.executeWithoutResult((status) -> repository().delete(given));
		assertThat(this.heard).containsExactly("IN_TRANSACTION created new", "IN_TRANSACTION updated renamed",
				"IN_TRANSACTION deleted renamed", "IN_TRANSACTION deleted given");
		assertThat(rows()).containsExactly("given");
		assertThat(output).contains("in a read-only transaction, which does not write it");
	}

	// P55: what the documentation of the deliveries says
	@Test
	void keepsWhatIsHeardAtTheEndThoughThePersistenceContextIsCleared() {
		hear(IN_TRANSACTION);
		this.transaction.executeWithoutResult((status) -> awaitGone(saveAndClear("at once")));
		hear(AFTER_COMMIT);
		this.transaction.executeWithoutResult((status) -> {
			WeakReference<Sequenced> kept = saveAndClear("later");
			awaitGone(new WeakReference<>(new Object()));
			assertThat(kept.get()).isNotNull();
		});
		assertThat(this.heard).endsWith("AFTER_COMMIT created later");
	}

	private WeakReference<Sequenced> saveAndClear(String name) {
		WeakReference<Sequenced> saved = new WeakReference<>(save(name));
		this.em.flush();
		this.em.clear();
		return saved;
	}

	private static void awaitGone(WeakReference<?> reference) {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return reference.get() == null;
		});
	}

}
