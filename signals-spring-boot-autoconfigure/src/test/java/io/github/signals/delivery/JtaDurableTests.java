package io.github.signals.delivery;

import java.util.Objects;

import javax.sql.DataSource;

import jakarta.transaction.UserTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.delivery.OutcomeModel.Stamp;
import io.github.signals.delivery.OutcomeModel.Stamps;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.testing.Narayana;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * S11, S21: what is recorded in a transaction of JTA, be it begun by Spring or not.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "signals.durable.initialize-schema=always" })
class JtaDurableTests {

	@Autowired
	private JtaTransactionManager manager;

	@Autowired
	private Stamps stamps;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private DurableDelivery delivery;

	@BeforeEach
	void stop() {
		this.delivery.stop();
		this.jdbc.update("delete from signals_outbox");
		this.jdbc.update("delete from stamp");
	}

	@AfterEach
	void start() {
		this.jdbc.update("delete from signals_outbox");
		this.delivery.start();
	}

	private UserTransaction begin() throws Exception {
		UserTransaction transaction = Objects.requireNonNull(this.manager.getUserTransaction());
		transaction.begin();
		return transaction;
	}

	private int count(String table) {
		return Objects.requireNonNull(this.jdbc.queryForObject("select count(*) from " + table, Integer.class));
	}

	@Test
	void recordsNothingOfATransactionThatSomebodyElseRollsBack() throws Exception {
		UserTransaction transaction = begin();
		this.stamps.saveAndFlush(Stamp.of("one"));
		this.stamps.save(Stamp.of("two"));
		transaction.rollback();
		assertThat(count("stamp")).isZero();
		assertThat(count("signals_outbox")).isZero();
	}

	@Test
	void recordsOneCallForAnEntityThatSeveralScopesHaveWritten() throws Exception {
		UserTransaction transaction = begin();
		Stamp stamp = this.stamps.saveAndFlush(Stamp.of("one"));
		new TransactionTemplate(this.manager)
			.executeWithoutResult((status) -> this.stamps.findById(stamp.id).orElseThrow().name = "two");
		assertThat(count("signals_outbox")).isZero();
		transaction.commit();
		assertThat(this.jdbc.queryForObject("select name from stamp", String.class)).isEqualTo("two");
		assertThat(count("signals_outbox")).isOne();
	}

	@Test
	void recordsOneCallForAnEntityThatOtherSynchronizationsWrite() {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
			Stamp stamp = this.stamps.saveAndFlush(Stamp.of("one"));
			OutcomeContract.beforeCommit(() -> stamp.name = "two");
		});
		assertThat(this.jdbc.queryForObject("select name from stamp", String.class)).isEqualTo("two");
		assertThat(count("signals_outbox")).isOne();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OutcomeModel.Application.class, OutcomeModel.Durable.class })
	static class Database {

		@Bean
		JtaTransactionManager transactionManager() {
			return Narayana.transactionManager();
		}

		@Bean
		DataSource dataSource() {
			return JtaStore.h2("jta-durable");
		}

	}

}
