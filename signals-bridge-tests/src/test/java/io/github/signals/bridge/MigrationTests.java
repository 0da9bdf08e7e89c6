package io.github.signals.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.MigrationsFinished;
import io.github.signals.MigrationsFinished.Migration;
import io.github.signals.MigrationsFinished.Tool;
import io.github.signals.Receiver;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is signalled of migrations, by each tool that runs them.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationTests {

	private static final List<MigrationsFinished> heard = new CopyOnWriteArrayList<>();

	private static final Migration[] LIQUIBASE = {
			new Migration("one", "the shelf", "db/changelog/db.changelog-master.sql"),
			new Migration("two", "sql", "db/changelog/db.changelog-master.sql") };

	private final String url = "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@BeforeEach
	void startEmpty() {
		heard.clear();
	}

	private ConfigurableApplicationContext flyway(Class<?>... classes) {
		return start(classes, "spring.liquibase.enabled=false");
	}

	private ConfigurableApplicationContext liquibase(Class<?>... classes) {
		return start(classes, "spring.flyway.enabled=false");
	}

	private ConfigurableApplicationContext start(Class<?>[] classes, String... properties) {
		return new SpringApplicationBuilder(Application.class).sources(classes)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", this.url, "signals.durable.initialize-schema=never",
					"spring.liquibase.change-log=classpath:/db/changelog/db.changelog-master.sql")
			.properties(properties)
			.run();
	}

	@Test
	void tellsWhatFlywayHasApplied() {
		flyway(Ear.class).close();
		assertThat(heard).singleElement().satisfies((signal) -> {
			assertThat(signal.tool()).isEqualTo(Tool.FLYWAY);
			assertThat(signal.applied()).hasSize(3)
				.allSatisfy((migration) -> assertThat(migration.source()).endsWith(".sql"));
			assertThat(signal.applied()).extracting(Migration::id).containsExactly("1", "1.1", "");
			assertThat(signal.applied()).extracting(Migration::description)
				.containsExactly("create shelf", "create book", "books");
		});
	}

	@Test
	void tellsWhatLiquibaseHasApplied() {
		liquibase(Ear.class).close();
		assertThat(heard).singleElement().satisfies((signal) -> {
			assertThat(signal.tool()).isEqualTo(Tool.LIQUIBASE);
			assertThat(signal.applied()).containsExactly(LIQUIBASE);
		});
	}

	@Test
	void tellsThatNothingHadToBeApplied() {
		flyway(Ear.class).close();
		flyway(Ear.class).close();
		assertThat(heard).hasSize(2);
		assertThat(heard.get(1).applied()).isEmpty();
	}

	@Test
	void tellsThatLiquibaseHadNothingToApply() {
		liquibase(Ear.class).close();
		liquibase(Ear.class).close();
		assertThat(heard).hasSize(2);
		assertThat(heard.get(1).applied()).isEmpty();
	}

	@Test
	void tellsOfBothTools() {
		start(new Class<?>[] { Ear.class },
				"spring.liquibase.change-log=classpath:/db/changelog/db.changelog-other.sql",
				"spring.flyway.baseline-on-migrate=true", "spring.flyway.baseline-version=0")
			.close();
		assertThat(heard).extracting(MigrationsFinished::tool).containsExactlyInAnyOrder(Tool.FLYWAY, Tool.LIQUIBASE);
		assertThat(heard).allSatisfy((signal) -> assertThat(signal.applied()).isNotEmpty());
	}

	@Test
	void doesNotTellOfWhatATestOfTheRollbackHasUndone() {
		start(new Class<?>[] { Ear.class }, "spring.flyway.enabled=false",
				"spring.liquibase.test-rollback-on-update=true")
			.close();
		assertThat(heard).singleElement().extracting(MigrationsFinished::applied).isEqualTo(List.of(LIQUIBASE));
	}

	// The receiver uses the tables, and beans, before anything else runs
	@Test
	void isHeardWhenReceiversCanUseTheTables() {
		flyway(Filler.class).close();
		assertThat(heard).hasSize(1);
	}

	// Durable calls begin in this phase, and requests are taken in a later one
	@Test
	void isHeardBeforeDurableCallsAndRequestsBegin() {
		flyway(Ear.class, Later.class).close();
		assertThat(Later.heardBefore).isEqualTo(1);
	}

	@Test
	void isHeardByEventListenersToo() {
		flyway(Listener.class).close();
		assertThat(heard).hasSize(1);
	}

	@Test
	void failsTheStartupIfAReceiverFails() {
		assertThatThrownBy(() -> flyway(Failing.class).close())
			.hasStackTraceContaining("java.lang.IllegalStateException: the data is wrong");
	}

	@Test
	void tellsAtOnceOfWhatIsMigratedLater() {
		try (ConfigurableApplicationContext context = flyway(Ear.class)) {
			context.getBean(JdbcTemplate.class)
				.execute("delete from \"flyway_schema_history\" where \"version\" is null");
			context.getBean(Flyway.class).migrate();
			assertThat(heard).hasSize(2);
			assertThat(heard.get(1).applied()).extracting(Migration::description).containsExactly("books");
		}
	}

	@Test
	void leavesTheCallbacksOfTheApplication() {
		flyway(Ear.class, OwnCallbacks.class).close();
		assertThat(OwnCallbacks.called).contains("bean", "customizer");
		assertThat(heard).singleElement().satisfies((signal) -> assertThat(signal.applied()).isNotEmpty());
	}

	@Test
	void leavesTheListenerOfTheApplication() {
		liquibase(Ear.class, OwnListener.class).close();
		assertThat(OwnListener.ran).containsExactly("one", "two");
		assertThat(heard).singleElement().satisfies((signal) -> assertThat(signal.applied()).isNotEmpty());
	}

	@Test
	void addsNothingIfNobodyHears(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(new Class<?>[0], "spring.liquibase.enabled=false")) {
			assertThat(context.getBeansOfType(MigrationSignals.class)).isEmpty();
			assertThat(context.getBeansOfType(FlywayConfigurationCustomizer.class)).isEmpty();
			assertThat(context.getBeansOfType(LiquibaseMigrations.class)).isEmpty();
		}
		assertThat(output).doesNotContain("are never called");
	}

	@Test
	void tellsNothingOfLiquibaseThatDoesNotRun() {
		start(new Class<?>[] { Ear.class, Disabled.class }, "spring.flyway.enabled=false").close();
		assertThat(heard).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Ear {

		@Receiver
		void on(MigrationsFinished signal) {
			heard.add(signal);
		}

	}

	static class Listener {

		@EventListener
		void on(MigrationsFinished signal) {
			heard.add(signal);
		}

	}

	static class Filler {

		private final JdbcTemplate jdbc;

		Filler(JdbcTemplate jdbc, Signals signals) {
			this.jdbc = jdbc;
			assertThat(signals).isNotNull();
		}

		@Receiver
		void on(MigrationsFinished signal) {
			this.jdbc.update("insert into shelf values (1)");
			heard.add(signal);
		}

	}

	static class Later implements SmartLifecycle {

		static int heardBefore;

		@Override
		public void start() {
			heardBefore = heard.size();
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public int getPhase() {
			return DEFAULT_PHASE - 4096;
		}

	}

	static class Failing {

		@Receiver
		void on(MigrationsFinished signal) {
			throw new IllegalStateException("the data is wrong");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCallbacks {

		static final List<String> called = new ArrayList<>();

		@Bean
		Callback ownCallback() {
			return new Noting("bean");
		}

		@Bean
		FlywayConfigurationCustomizer ownCustomizer() {
			return (configuration) -> {
				List<Callback> callbacks = new ArrayList<>(List.of(configuration.getCallbacks()));
				callbacks.add(new Noting("customizer"));
				configuration.callbacks(callbacks.toArray(Callback[]::new));
			};
		}

	}

	static final class Noting extends BaseCallback {

		private final String name;

		Noting(String name) {
			this.name = name;
		}

		@Override
		public void handle(Event event, Context context) {
			OwnCallbacks.called.add(this.name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnListener {

		static final List<String> ran = new ArrayList<>();

		@Bean
		Customizer<Liquibase> ownCustomizer() {
			return (liquibase) -> liquibase.setChangeExecListener(new AbstractChangeExecListener() {

				@Override
				public void ran(ChangeSet changeSet, DatabaseChangeLog log, Database database,
						ChangeSet.ExecType type) {
					ran.add(changeSet.getId());
				}

			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Ear.class)
	static class Disabled {

		@Bean
		SpringLiquibase liquibase(DataSource dataSource) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(dataSource);
			liquibase.setChangeLog("classpath:/db/changelog/db.changelog-master.sql");
			liquibase.setShouldRun(false);
			return liquibase;
		}

	}

}
