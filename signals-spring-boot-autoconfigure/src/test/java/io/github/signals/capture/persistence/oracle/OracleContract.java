package io.github.signals.capture.persistence.oracle;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.persistence.oracle.OracleModel.Journal;
import io.github.signals.capture.persistence.oracle.OracleModel.Line;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;

/**
 * Compares what receivers hear with what triggers of the database record, over random
 * histories. {@code -Dsignals.oracle.histories} runs another number of them, and
 * {@code -Dsignals.oracle.seed} one of them.
 */
@SpringBootTest(classes = OracleContract.Application.class)
abstract class OracleContract {

	@Autowired
	EntityManager entityManager;

	@Autowired
	Signals signals;

	@Autowired
	OracleModel.Persons persons;

	@Autowired
	OracleModel.Teams teams;

	@Autowired
	OracleModel.Tags tags;

	@Autowired
	OracleModel.Vehicles vehicles;

	@Autowired
	OracleModel.Purchases purchases;

	@Autowired
	private JpaTransactionManager transactionManager;

	@Autowired
	private DataSource dataSource;

	TransactionTemplate transaction;

	TransactionTemplate requiresNew;

	Audit audit;

	final Heard heard = new Heard();

	private final String schema;

	private final int histories;

	OracleContract(String schema, int histories) {
		this.schema = schema;
		this.histories = Integer.getInteger("signals.oracle.histories", histories);
	}

	@BeforeEach
	void prepare() throws IOException {
		this.transaction = new TransactionTemplate(this.transactionManager);
		this.requiresNew = new TransactionTemplate(this.transactionManager);
		this.requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.audit = new Audit(this.dataSource);
		new JdbcTemplate(this.dataSource)
			.execute(new ClassPathResource("oracle/" + this.schema).getContentAsString(StandardCharsets.UTF_8));
		this.signals.connect(ReceiverSpec.preSave(Team.class).uid("slug"),
				(save) -> save.instance().slug = "slug of " + save.instance().name);
		this.signals.connect(ReceiverSpec.postSave(Purchase.class).uid("log"), (saved) -> {
			Journal journal = new Journal();
			journal.text = (saved.created() ? "created " : "updated ") + saved.instance().code;
			this.entityManager.persist(journal);
		});
		this.signals.connect(ReceiverSpec.postSave(Line.class).uid("touch"), (saved) -> {
			Purchase purchase = saved.instance().purchase;
			if (purchase != null && this.entityManager.contains(purchase)) {
				purchase.touched++;
			}
		});
		this.heard.connect(this.signals);
	}

	// S1 to S8, S10, S11
	@Test
	void hearsExactlyWhatTheDatabaseRecorded() {
		Long only = Long.getLong("signals.oracle.seed");
		List<Long> seeds = new ArrayList<>();
		for (long seed = 0; seed < this.histories; seed++) {
			seeds.add(seed);
		}
		SoftAssertions failures = new SoftAssertions();
		for (Long seed : (only != null) ? List.of(only) : seeds) {
			if (failures.errorsCollected().size() < 5) {
				run(seed, failures);
			}
		}
		failures.assertAll();
	}

	private void run(long seed, SoftAssertions failures) {
		this.audit.clear();
		History history = new History(this, seed);
		try {
			history.run();
		}
		catch (RuntimeException | AssertionError ex) {
			failures.fail("The history of -Dsignals.oracle.seed=" + seed + " failed, after " + history.steps() + ": "
					+ trace(ex));
		}
	}

	private static String trace(Throwable ex) {
		StringWriter trace = new StringWriter();
		ex.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = OracleModel.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*OracleModel[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
