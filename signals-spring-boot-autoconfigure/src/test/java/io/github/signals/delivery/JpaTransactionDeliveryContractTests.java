package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;

import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.delivery.JpaStore.SequencedRepository;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds of each delivery with Spring Data JPA.
 */
abstract class JpaTransactionDeliveryContractTests extends TransactionDeliveryContractTests<Sequenced> {

	@Autowired
	private SequencedRepository repository;

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

}
