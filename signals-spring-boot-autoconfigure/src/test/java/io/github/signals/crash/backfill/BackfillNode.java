package io.github.signals.crash.backfill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.crash.backfill.StockItem.StockItems;

/**
 * A node that creates an item now and then, and is called for items. Its input tells what
 * to do; it ends when that is closed, thus also when its parent has died.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = StockItem.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = StockItem.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class BackfillNode {

	static final String BACKFILL = "backfill";

	static final String QUIET = "quiet";

	public static void main(String[] arguments) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(BackfillNode.class).run(arguments);
		Writer writer = context.getBean(Writer.class);
		writer.start();
		try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in))) {
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				if (line.equals(BACKFILL)) {
					context.getBean(Signals.class).backfill("index");
				}
				else if (line.equals(QUIET)) {
					writer.stop();
				}
			}
		}
		context.close();
		System.exit(0);
	}

	@Bean
	Writer writer(StockItems items, JdbcTemplate jdbc, @Value("${crash.life}") int life) {
		return new Writer(items, jdbc, life);
	}

	@Bean
	Index index(JdbcTemplate jdbc) {
		return new Index(jdbc);
	}

	static class Writer {

		private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();

		private final StockItems items;

		private final JdbcTemplate jdbc;

		private final int life;

		Writer(StockItems items, JdbcTemplate jdbc, int life) {
			this.items = items;
			this.jdbc = jdbc;
			this.life = life;
		}

		void start() {
			this.jdbc.update("insert into life (life) values (?)", this.life);
			AtomicLong next = new AtomicLong((this.life + 1) * 1_000_000_000L);
			this.threads.scheduleAtFixedRate(() -> this.items.save(new StockItem(next.incrementAndGet())), 0, 40,
					TimeUnit.MILLISECONDS);
		}

		void stop() {
			this.threads.shutdown();
		}

	}

	record Index(JdbcTemplate jdbc) {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "index")
		void index(PostSave<StockItem> saved) {
			StockItem item = saved.instance();
			this.jdbc.update("insert into effect (item, backfilled, delay) values (?, ?, ?)", item.id,
					saved.context().origin() == Origin.BACKFILL, System.currentTimeMillis() - item.created);
		}

	}

}
