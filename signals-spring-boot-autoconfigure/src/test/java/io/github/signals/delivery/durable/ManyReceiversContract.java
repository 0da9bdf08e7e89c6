package io.github.signals.delivery.durable;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableApplication.Parcels;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of durable receivers in one application, of which each has a parked call.
 */
@SpringBootTest(classes = ManyReceiversContract.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:many", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=false", "signals.durable.max-attempts=1",
				"signals.durable.polling-interval=500ms", "signals.durable.sweep-interval=1s",
				"signals.durable.initialize-schema=always" })
abstract class ManyReceiversContract {

	private static final int SAVES = 20;

	/** Calls, partitions, and what looks after them, of which some are the engine's. */
	private static final int MOST_THREADS = 4 + (2 * 4 + 1) + 8;

	@Autowired
	private ManyReceivers receivers;

	@Autowired
	private Statements statements;

	@Autowired
	private Parcels parcels;

	@Autowired
	private Signals signals;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private JdbcTemplate jdbc;

	@AfterEach
	void leaveNothing() {
		this.receivers.failing = false;
		IntStream.range(0, ManyReceivers.COUNT).forEach((i) -> this.signals.durable().discardAll("many." + i));
	}

	private void parkACallOfEach() {
		this.receivers.failing = true;
		this.parcels.save(new Parcel("parked"));
		DurableTestBase.await().until(() -> this.signals.durable().parked() == ManyReceivers.COUNT);
		this.receivers.failing = false;
	}

	private int waiting() {
		Integer count = this.jdbc.queryForObject("select count(*) from signals_outbox where parked = false",
				Integer.class);
		return (count != null) ? count : -1;
	}

	// Section 5: idle, any number of receivers and parked calls
	@Test
	void costsNothingForWhatIsParked() {
		parkACallOfEach();
		DurableTestBase.await().during(Duration.ofMillis(500)).until(() -> partitionsThatAreDueSoon() <= 1);
		this.statements.begin();
		int sweeps = 5;
		DurableTestBase.await().until(() -> this.statements.count("select c.uid from") >= sweeps);
		List<String> sent = this.statements.end();
		// Polls, a look for dead nodes, and a handful for each sweep
		assertThat(sent).hasSizeLessThan(sweeps * 15);
	}

	private int partitionsThatAreDueSoon() {
		Integer count = this.jdbc.queryForObject(
				"select count(*) from signals_outbox_partition where execution_time < ?", Integer.class,
				Timestamp.from(Instant.now().plus(Duration.ofDays(1))));
		return (count != null) ? count : -1;
	}

	@Test
	void needsAsManyThreadsAsTheSettingSays() {
		parkACallOfEach();
		this.delivery.stop();
		int elsewhere = ManyReceivers.threads();
		this.delivery.start();
		this.receivers.mostThreads.set(0);
		ThreadMXBean all = ManagementFactory.getThreadMXBean();
		int others = all.getThreadCount() - ManyReceivers.threads();
		all.resetPeakThreadCount();
		this.receivers.calls.set(0);
		List<Parcel> saved = IntStream.range(0, SAVES).mapToObj((i) -> this.parcels.save(new Parcel("p" + i))).toList();
		DurableTestBase.await().atMost(Duration.ofSeconds(120)).until(() -> waiting() == 0);
		assertThat(this.receivers.calls).hasValue(SAVES * ManyReceivers.COUNT);
		assertThat(saved)
			.allSatisfy((parcel) -> assertThat(this.receivers.heard.get(parcel.getId())).hasValue(ManyReceivers.COUNT));
		assertThat(this.receivers.mostThreads.get() - elsewhere).isBetween(1, MOST_THREADS);
		// Others may begin some meanwhile
		assertThat(all.getPeakThreadCount() - others - elsewhere).isLessThanOrEqualTo(MOST_THREADS + 10);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Application {

		@Bean
		static Statements statements() {
			return new Statements();
		}

		@Bean
		static BeanFactoryPostProcessor receivers() {
			return (beanFactory) -> ((BeanDefinitionRegistry) beanFactory).registerBeanDefinition("manyReceivers",
					new RootBeanDefinition(ManyReceivers.TYPE));
		}

	}

}
