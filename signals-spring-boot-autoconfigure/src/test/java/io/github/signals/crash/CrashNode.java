package io.github.signals.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.crash.BranchOrder.BranchOrders;
import io.github.signals.crash.PlacedOrder.PlacedOrders;
import io.github.signals.crash.SecretOrder.SecretOrders;

/**
 * One node of the application: it writes its orders and receives calls. It ends when its
 * input is closed, thus also when its parent has died, or after the deadline.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = PlacedOrder.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = PlacedOrder.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class CrashNode {

	/** How many calls a node makes at the same time. */
	static final int THREADS = 4;

	public static void main(String[] arguments) {
		CountDownLatch stop = new CountDownLatch(1);
		endIn(Duration.ofSeconds(Integer.getInteger("signals.crash.deadline", 85)));
		daemon("parent", () -> awaitEndOfInput(stop));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CrashNode.class).run(arguments);
		context.getBean(OrderWriter.class).start(stop);
		await(stop);
		context.close();
		System.exit(0);
	}

	private static void endIn(Duration deadline) {
		daemon("deadline", () -> {
			try {
				new CountDownLatch(1).await(deadline.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Runtime.getRuntime().halt(3);
		});
	}

	private static void awaitEndOfInput(CountDownLatch stop) {
		try {
			while (System.in.read() != -1) {
				Thread.onSpinWait();
			}
		}
		catch (IOException ex) {
			// As good as closed.
		}
		stop.countDown();
		endIn(Duration.ofSeconds(5));
	}

	private static void await(CountDownLatch stop) {
		try {
			stop.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static void daemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Bean
	static Branches branches() {
		return new Branches();
	}

	@Bean
	OrderStore orderStore(PlacedOrders placed, BranchOrders branch, SecretOrders secret,
			PlatformTransactionManager manager) {
		return new OrderStore(placed, branch, secret, manager);
	}

	@Bean
	OrderWriter orderWriter(OrderStore store, JdbcTemplate jdbc, @Value("${crash.node}") int node,
			@Value("${crash.incarnation}") int incarnation) {
		return new OrderWriter(CrashPlan.fromSystemProperties(), store, jdbc, node, incarnation);
	}

	@Bean
	Receipts receipts(JdbcTemplate jdbc, @Value("${spring.datasource.url}") String url,
			@Value("${crash.incarnation}") int incarnation) {
		return new Receipts(jdbc, url, incarnation);
	}

}
