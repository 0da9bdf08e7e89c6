package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.FailureSignal;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What receivers hear of saves and deletes of Spring Data JDBC that have failed (S10,
 * S11). One ferry is stored before each test.
 */
@SpringBootTest(classes = JdbcFailedWritesTests.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-failed;DB_CLOSE_DELAY=-1")
class JdbcFailedWritesTests {

	@Autowired
	Signals signals;

	@Autowired
	Ferries ferries;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	PlatformTransactionManager manager;

	final List<String> heard = new ArrayList<>();

	private Ferry ferry = new Ferry(null, null, "");

	@BeforeEach
	void storeAndHear() {
		this.jdbc.update("delete from failed_trip");
		this.jdbc.update("delete from failed_ferry");
		this.ferry = this.ferries.save(new Ferry(null, null, "Nora"));
		this.signals.connect(ReceiverSpec.saveFailed(Ferry.class), (failed) -> note(failed, failed.instance()));
		this.signals.connect(ReceiverSpec.deleteFailed(Ferry.class), (failed) -> note(failed, failed.instance()));
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	private void note(FailureSignal<?> failed, Ferry ferry) {
		this.heard.add(failed.getClass().getSimpleName() + " " + ferry.name() + ": " + failed.cause().getSimpleName());
	}

	private List<String> rows() {
		return this.jdbc.queryForList("select name from failed_ferry order by name", String.class);
	}

	private String saved(String name) {
		return "SaveFailed " + name + ": DuplicateKeyException";
	}

	private void fails(Runnable call) {
		assertThatException().isThrownBy(call::run);
		assertThat(rows()).containsExactly("Nora");
	}

	@Test
	void aSaveThatAConstraintRefusesIsHeard() {
		fails(() -> this.ferries.save(new Ferry(null, null, "Nora")));
		assertThat(this.heard).containsExactly(saved("Nora"));
	}

	@Test
	void allOfABatchAreHeard() {
		fails(() -> this.ferries.saveAll(List.of(new Ferry(null, null, "Iris"), new Ferry(null, null, "Nora"))));
		assertThat(this.heard).containsExactly(saved("Iris"), saved("Nora"));
	}

	@Test
	void aChangeThatSomebodyElseHasOvertakenIsHeard() {
		this.jdbc.update("update failed_ferry set version = 7");
		fails(() -> this.ferries.save(new Ferry(this.ferry.id(), this.ferry.version(), "Iris")));
		assertThat(this.heard).containsExactly("SaveFailed Iris: OptimisticLockingFailureException");
	}

	@Test
	void vetoesAreHeard() {
		this.signals.connect(ReceiverSpec.preSave(Ferry.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		this.signals.connect(ReceiverSpec.postDelete(Ferry.class), (saved) -> {
			throw new IllegalStateException("no");
		});
		fails(() -> this.ferries.save(new Ferry(null, null, "Iris")));
		fails(() -> this.ferries.deleteAll());
		assertThat(this.heard).containsExactly("SaveFailed Iris: ReceiverException",
				"DeleteFailed Nora: ReceiverException");
	}

	@Test
	void aDeleteThatAForeignKeyPreventsIsHeard() {
		this.jdbc.update("insert into failed_trip (ferry) values (?)", this.ferry.id());
		fails(() -> this.ferries.delete(this.ferry));
		fails(() -> this.ferries.deleteById(Objects.requireNonNull(this.ferry.id())));
		assertThat(this.heard).containsExactly("DeleteFailed Nora: DataIntegrityViolationException",
				"DeleteFailed Nora: DataIntegrityViolationException");
	}

	@Test
	void aTransactionOfItsOwnFailsAloneInOneThatCommits() {
		TransactionTemplate own = new TransactionTemplate(this.manager);
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			this.ferries.save(new Ferry(null, null, "Iris"));
			assertThatException().isThrownBy(
					() -> own.executeWithoutResult((inner) -> this.ferries.save(new Ferry(null, null, "Nora"))));
			assertThat(this.heard).containsExactly(saved("Nora"));
		});
		assertThat(rows()).containsExactly("Iris", "Nora");
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void whatASavepointHasTakenBackIsHeardWhenTheTransactionHasEnded() {
		TransactionTemplate nested = new TransactionTemplate(this.manager);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		this.transaction.executeWithoutResult((status) -> {
			assertThatException().isThrownBy(
					() -> nested.executeWithoutResult((inner) -> this.ferries.save(new Ferry(null, null, "Nora"))));
			assertThat(this.heard).isEmpty();
			this.ferries.save(new Ferry(null, null, "Iris"));
		});
		assertThat(rows()).containsExactly("Iris", "Nora");
		assertThat(this.heard).containsExactly(saved("Nora"));
	}

	@Test
	void theSameEntityIsHeardOnceWithItsFirstCause() {
		Ferry again = new Ferry(null, null, "Nora");
		this.transaction.executeWithoutResult((status) -> {
			assertThatException().isThrownBy(() -> this.ferries.save(again));
			this.signals.connect(ReceiverSpec.preSave(Ferry.class), (saved) -> {
				throw new IllegalStateException("no");
			});
			assertThatException().isThrownBy(() -> this.ferries.save(again));
			status.setRollbackOnly();
		});
		assertThat(this.heard).containsExactly(saved("Nora"));
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void nothingIsHeardIfTheExceptionIsCaughtAndTheTransactionCommits() {
		this.signals.connect(
				ReceiverSpec.<EntitySignal<?>>of((Class) EntitySignal.class).delivery(Delivery.AFTER_COMMIT),
				(signal) -> {
					if (signal instanceof FailureSignal) {
						this.heard.add("committed");
					}
				});
		AbstractPlatformTransactionManager lenient = (AbstractPlatformTransactionManager) this.manager;
		lenient.setGlobalRollbackOnParticipationFailure(false);
		try {
			this.transaction.executeWithoutResult((status) -> {
				assertThatException().isThrownBy(() -> this.ferries.save(new Ferry(null, null, "Nora")));
				this.ferries.save(new Ferry(null, null, "Iris"));
			});
		}
		finally {
			lenient.setGlobalRollbackOnParticipationFailure(true);
		}
		assertThat(rows()).containsExactly("Iris", "Nora");
		assertThat(this.heard).isEmpty();
	}

	@Test
	void nothingIsHeardOfWhatIsWritten() {
		this.ferries.save(new Ferry(this.ferry.id(), this.ferry.version(), "Iris"));
		this.ferries.deleteAll();
		assertThat(rows()).isEmpty();
		assertThat(this.heard).isEmpty();
	}

	@Table("FAILED_FERRY")
	record Ferry(@Id @Nullable Long id, @Version @Nullable Integer version, String name) {

	}

	interface Ferries extends ListCrudRepository<Ferry, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(considerNestedRepositories = true, basePackageClasses = JdbcFailedWritesTests.class,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*JdbcFailedWritesTests.*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*JdbcFailedWritesTests[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
			DataJdbcRepositoriesAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		String ferrySchema(JdbcTemplate jdbc) {
			jdbc.execute("create table failed_ferry (id bigint generated by default as identity primary key,"
					+ " version int, name varchar(20) unique)");
			jdbc.execute("create table failed_trip (ferry bigint references failed_ferry)");
			return "ferries";
		}

	}

}
