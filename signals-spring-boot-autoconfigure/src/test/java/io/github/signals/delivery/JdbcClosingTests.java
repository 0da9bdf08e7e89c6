package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without an entity manager factory, rows are committed until the data source is closed.
 */
class JdbcClosingTests {

	private static final String URL = "jdbc:h2:mem:jdbc-closing;DB_CLOSE_DELAY=-1;USER=sa";

	private final List<String> heard = new ArrayList<>();

	// S13, S21, P66
	@Test
	void everyReceiverIsConnectedUntilTheDataSourceIsClosed() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("spring.datasource.url=" + URL)
			.run((context) -> {
				for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT,
						Delivery.AFTER_COMMIT)) {
					context.getBean(Signals.class)
						.connect(ReceiverSpec.postSave(Ledger.class).delivery(delivery),
								(saved) -> this.heard.add(delivery + " " + saved.instance().getName()));
				}
				Ledgers ledgers = context.getBean(Ledgers.class);
				context.getBean(Last.class).work = () -> ledgers.save(new Ledger("late"));
			});
		assertThat(this.heard).containsExactly("IN_TRANSACTION late", "BEFORE_COMMIT late", "AFTER_COMMIT late");
		JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(URL));
		assertThat(jdbc.queryForList("select name from ledger", String.class)).containsExactly("late");
		assertThat(jdbc.queryForList("select uid from signals_outbox", String.class)).containsExactly("archive");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(JdbcStore.class)
	@ImportAutoConfiguration(SignalsDurableAutoConfiguration.class)
	static class Application {

		/** Is gone before the last row is saved. */
		@Bean
		Archive archive(Ledgers ledgers, Last last) {
			return new Archive();
		}

		@Bean
		static Last last(DataSource dataSource) {
			return new Last();
		}

	}

	static class Archive {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "archive")
		void archive(Ledger ledger) {
		}

	}

	static class Last implements DisposableBean {

		private Runnable work = () -> {
		};

		@Override
		public void destroy() {
			this.work.run();
		}

	}

}
