package io.github.signals.capture.repository;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a capture of repositories does in a store with transactions and SQL.
 *
 * @param <T> the entity of the store, whose identifier the store generates
 */
abstract class TransactionalRepositoryCaptureContract<T extends Item> extends BeforeSaveCaptureContract<T> {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Statements statements;

	@Override
	String using() {
		return "transactionManager";
	}

	@Test // S3, P33, P34
	void receiversRunInsideTheTransactionOfTheRepository() {
		this.recorder.on(ReceiverSpec.preSave(type()), (signal) -> assertInTransaction());
		this.recorder.on(ReceiverSpec.postSave(type()), (signal) -> assertInTransaction());
		this.recorder.on(ReceiverSpec.preDelete(type()), (signal) -> assertInTransaction());
		this.recorder.on(ReceiverSpec.postDelete(type()), (signal) -> assertInTransaction());
		T saved = this.repository.save(item("a"));
		this.repository.delete(saved);
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
	}

	private static void assertInTransaction() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isFalse();
	}

	@Test // S3; Behaviours 141
	void anExceptionAfterASaveRollsItBack() {
		this.recorder.on(ReceiverSpec.postSave(type()), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.save(item("a")));
		assertThat(this.repository.count()).isZero();
	}

	@Test // S3; Behaviours 142
	void anExceptionAfterASaveRollsBackTheCallersTransactionEvenIfItIsCaught() {
		this.recorder.on(ReceiverSpec.postSave(type()), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.jdbc.update("insert into " + table() + " (name) values ('other')");
				assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.save(item("a")));
			}));
		assertThat(this.repository.count()).isZero();
	}

	abstract String table();

	@Test // S3; Behaviours 143
	void anExceptionAfterADeleteUndoesIt() {
		T stored = stored("a");
		this.recorder.on(ReceiverSpec.postDelete(type()), (signal) -> {
			throw new IllegalStateException("no");
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.delete(stored));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.repository.deleteById(id(stored)));
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(this.repository::deleteAll);
		assertThat(this.repository.count()).isOne();
	}

	@Test // S3
	void saveAllIsOneTransaction() {
		this.recorder.on(ReceiverSpec.postSave(type()), (signal) -> {
			if (((Item) signal.instance()).getName().equals("b")) {
				throw new IllegalStateException("no");
			}
		});
		assertThatExceptionOfType(ReceiverException.class)
			.isThrownBy(() -> this.repository.saveAll(List.of(item("a"), item("b"))));
		assertThat(this.repository.count()).isZero();
	}

	@Test // S9
	void aSenderWithoutReceiversCostsNoStatement() {
		Long id = id(stored("a"));
		this.recorder.hear(another());
		assertThat(this.statements.of(() -> this.repository.save(item("a")))).isEqualTo(bareSaveOfNew());
		assertThat(this.statements.of(() -> this.repository.deleteById(id))).isEqualTo(bareDeleteById());
	}

	@Test // S9
	void aSaveOfANewEntityCostsNoStatementMore() {
		this.recorder.hear(type());
		assertThat(this.statements.of(() -> this.repository.save(item("a")))).isEqualTo(bareSaveOfNew());
	}

	@Test // S9
	void deletesCostNoStatementMoreWhereOnlySavesAreHeard() {
		T first = stored("a");
		T second = stored("b");
		this.recorder.hasSaveReceivers(type());
		assertThat(this.statements.of(() -> this.repository.deleteById(id(first)))).isEqualTo(bareDeleteById());
		List<String> bare = this.signals.mute(() -> this.statements.of(this.repository::deleteAll));
		stored("c");
		assertThat(this.statements.of(this.repository::deleteAll)).isEqualTo(bare);
		assertThat(this.repository.existsById(id(second))).isFalse();
	}

	@Test // S9
	void savesCostNoStatementMoreWhereOnlyDeletesAreHeard() {
		T stored = stored("a");
		this.recorder.hasDeleteReceivers(type());
		List<String> bare = this.signals
			.mute(() -> this.statements.of(() -> this.repository.save(detached(stored, "b"))));
		assertThat(this.statements.of(() -> this.repository.save(detached(stored, "c")))).isEqualTo(bare);
	}

	List<String> bareSaveOfNew() {
		return List.of("insert");
	}

	abstract List<String> bareDeleteById();

	/**
	 * Return another entity.
	 */
	abstract Class<?> another();

}
