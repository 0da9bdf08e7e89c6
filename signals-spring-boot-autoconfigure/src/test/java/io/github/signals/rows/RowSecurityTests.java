package io.github.signals.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.CallContext;
import io.github.signals.ParkedCall;
import io.github.signals.Signals;
import io.github.signals.rows.Entities.Article;
import io.github.signals.rows.Entities.Articles;
import io.github.signals.testing.PostgreSql;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Row security of PostgreSQL hides rows from a user of the database, and tells nobody
 * (S21, P67).
 */
class RowSecurityTests {

	private static final String DATABASE = "row_security";

	private static JdbcTemplate owner;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Guarded.class)
		.withPropertyValues("spring.datasource.url=" + userUrl(), "spring.jpa.hibernate.ddl-auto=none",
				"signals.durable.polling-interval=200ms", "signals.durable.max-attempts=2",
				"signals.durable.back-off.initial=20ms", "signals.receivers.signal.enabled=false");

	private static String userUrl() {
		return PostgreSql.url(DATABASE).replace("user=postgres", "user=app");
	}

	@BeforeAll
	static void createTables() throws Exception {
		owner = new JdbcTemplate(new DriverManagerDataSource(PostgreSql.url(DATABASE)));
		owner.execute("create role app login");
		owner.execute("grant create, usage on schema public to app");
		new ApplicationContextRunner().withUserConfiguration(RowsApplication.class)
			.withBean(CallContext.class, RowsApplication.ThreadContext::new)
			.withPropertyValues("spring.datasource.url=" + PostgreSql.url(DATABASE),
					"spring.jpa.hibernate.ddl-auto=create", "signals.durable.initialize-schema=always")
			.run((context) -> assertThat(context).hasNotFailed());
		owner.execute("grant all on all tables in schema public to app");
		owner.execute("alter table article add column owner varchar(20) default current_setting('app.tenant', true)");
		owner.execute("alter table article enable row level security");
	}

	@BeforeEach
	void startEmpty() {
		RowsApplication.TENANT.remove();
		owner.update("delete from signals_outbox");
		owner.execute("drop policy if exists own on article");
		owner.execute("create policy own on article using (owner = current_setting('app.tenant', true))");
	}

	@Test
	void parksTheCallOfARowThatMayBeHidden() {
		this.runner.withBean(CallContext.class, () -> (recorded, call) -> call.run()).run(started((context) -> {
			save(context);
			await(() -> count("parked = true") == 1);
			ParkedCall parked = context.getBean(Signals.class).durable().parked(0, 10).get(0);
			assertThat(parked.error()).contains("Cannot determine whether its row is gone", "row-level security");
		}));
	}

	@Test
	void makesTheCallWithTheContextOfTheChange() {
		this.runner.withBean(CallContext.class, Tenants::new).run(started((context) -> {
			save(context);
			await(() -> count("true") == 0);
			assertThat(context.getBean(RowsApplication.Heard.class).calls).containsExactly("one");
		}));
	}

	private static ContextConsumer<AssertableApplicationContext> started(Consumer<AssertableApplicationContext> test) {
		return (context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		};
	}

	private static void save(AssertableApplicationContext context) {
		RowsApplication.TENANT.set("red");
		context.getBean(Articles.class).save(new Article("one"));
		RowsApplication.TENANT.remove();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
	}

	private static int count(String condition) {
		Integer count = owner.queryForObject("select count(*) from signals_outbox where " + condition, Integer.class);
		return (count != null) ? count : -1;
	}

	/** The tenant of the thread, recorded by name. */
	static class Tenants implements CallContext {

		@Override
		public Map<String, String> current() {
			return Map.of("red-or-blue", String.valueOf(RowsApplication.TENANT.get()));
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			RowsApplication.TENANT.set(recorded.values().get("red-or-blue"));
			try {
				call.run();
			}
			finally {
				RowsApplication.TENANT.remove();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RowsApplication.class)
	static class Guarded {

		@Bean
		static BeanPostProcessor tenantOfTheThread() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource) ? new Tenanted(dataSource) : bean;
				}

			};
		}

	}

	/** Tells the database the tenant of the thread. */
	static class Tenanted extends DelegatingDataSource {

		Tenanted(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			String tenant = RowsApplication.TENANT.get();
			try (PreparedStatement statement = connection
				.prepareStatement("select set_config('app.tenant', ?, false)")) {
				statement.setString(1, (tenant != null) ? tenant : "");
				statement.execute();
			}
			return connection;
		}

	}

}
