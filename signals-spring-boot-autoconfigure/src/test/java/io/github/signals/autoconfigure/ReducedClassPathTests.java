package io.github.signals.autoconfigure;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.DurableCalls;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with optional libraries that are really missing, which a filtered class loader
 * cannot show of classes that are loaded by its parent.
 */
class ReducedClassPathTests {

	@Test
	void repositoriesAreCapturedWhenJpaIsMissing() throws Exception {
		assertThat(callWithout(SavesAValue.class, "jakarta.persistence", "hibernate", "data-jpa", "spring-orm", "jdbc",
				"r2dbc"))
			.isEqualTo("[saved a]");
	}

	@Test
	void anApplicationStartsWhenHibernateIsMissing() throws Exception {
		assertThat(callWithout(Starts.class, "hibernate")).isEqualTo("[heard hello]");
		assertThat(callWithout(Starts.class, "jakarta.persistence", "hibernate", "data-", "spring-orm", "jdbc"))
			.isEqualTo("[heard hello]");
	}

	@Test
	void signalsAreSentWhenSpringDataIsMissing() throws Exception {
		assertThat(callWithout(SendsASignal.class, "jakarta.persistence", "hibernate", "data-", "spring-orm", "jdbc"))
			.isEqualTo("[heard hello]");
	}

	// P72
	@Test
	void signalsAreSentWhenNothingOfADatabaseIsThere() throws Exception {
		assertThat(callWithout(SendsASignal.class, "jakarta.persistence", "hibernate", "data-", "spring-orm", "jdbc",
				"boot-sql", "db-scheduler", "jackson"))
			.isEqualTo("[heard hello]");
	}

	@Test
	void durableCallsAreReadyWhenSpringDataIsMissing() throws Exception {
		assertThat(callWithout(StartsDurably.class, "jakarta.persistence", "hibernate", "data-", "spring-orm", "r2dbc",
				"modulith"))
			.isEqualTo("0 waiting");
	}

	@Test
	void durableCallsAreReadyWhenJpaIsMissing() throws Exception {
		assertThat(callWithout(StartsDurably.class, "jakarta.persistence", "hibernate", "data-jpa", "spring-orm"))
			.isEqualTo("0 waiting");
	}

	@Test
	void transactionsAreHeardWhenJtaIsMissing() throws Exception {
		assertThat(callWithout(Commits.class, "jakarta.transaction", "jakarta.persistence", "hibernate", "data-jpa",
				"spring-orm", "narayana", "boot-jpa"))
			.isEqualTo("[heard hello]");
	}

	@Test
	void signalsAreSentWhenMicrometerIsMissing() throws Exception {
		assertThat(callWithout(SendsASignal.class, "micrometer-core", "context-propagation"))
			.isEqualTo("[heard hello]");
	}

	private static Object callWithout(Class<? extends Callable<?>> program, String... missing) throws Exception {
		ClassLoader original = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader reduced = new URLClassLoader(classPathWithout(List.of(missing)),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(reduced);
			Object instance = reduced.loadClass(program.getName()).getDeclaredConstructor().newInstance();
			return ((Callable<?>) instance).call();
		}
		finally {
			Thread.currentThread().setContextClassLoader(original);
		}
	}

	private static URL[] classPathWithout(List<String> missing) throws Exception {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<Path> entries = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
		Stream<Path> kept = entries.stream()
			.filter((entry) -> missing.stream().noneMatch((name) -> entry.getFileName().toString().contains(name)));
		List<Path> remaining = kept.toList();
		assertThat(remaining).hasSizeLessThan(entries.size());
		URL[] urls = new URL[remaining.size()];
		for (int i = 0; i < urls.length; i++) {
			urls[i] = remaining.get(i).toUri().toURL();
		}
		return urls;
	}

	public static final class SavesAValue implements Callable<String> {

		@Override
		public String call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Calls.class,
					Repositories.class, SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class,
					Audit.class)) {
				context.getBean(Values.class).save(new Value("a"));
				return context.getBean(Calls.class).all().toString();
			}
		}

	}

	public static final class SendsASignal implements Callable<String> {

		@Override
		public String call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Calls.class,
					SignalsAutoConfiguration.class, Hearing.class)) {
				context.getBean(Signals.class).send(new Said("hello"));
				return context.getBean(Calls.class).all().toString();
			}
		}

	}

	public static final class Commits implements Callable<String> {

		@Override
		public String call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Calls.class,
					SignalsAutoConfiguration.class, Transactions.class, HearingCommits.class)) {
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
					.executeWithoutResult((transaction) -> context.getBean(Signals.class).send(new Said("hello")));
				return context.getBean(Calls.class).all().toString();
			}
		}

	}

	public static final class Starts implements Callable<String> {

		@Override
		public String call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Calls.class,
					AllOfOurs.class, Hearing.class)) {
				context.getBean(Signals.class).send(new Said("hello"));
				return context.getBean(Calls.class).all().toString();
			}
		}

	}

	public static final class StartsDurably implements Callable<String> {

		@Override
		public String call() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Calls.class,
					Durably.class, Transactions.class, HearingCommits.class)) {
				return context.getBean(DurableCalls.class).waiting() + " waiting";
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class, SignalsConnectionPoolAutoConfiguration.class,
			SignalsDurableAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class Durably {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class, SignalsConnectionPoolAutoConfiguration.class })
	static class AllOfOurs {

	}

	@Configuration(proxyBeanMethods = false)
	static class Transactions {

		@Bean
		PlatformTransactionManager transactionManager() {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setUrl("jdbc:h2:mem:reduced");
			return new DataSourceTransactionManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Values.class))
	static class Repositories {

	}

	interface Values extends KeyValueRepository<Value, String> {

	}

	record Value(@Id String id) {

	}

	record Said(String instance) implements Signal<String> {

	}

	record Audit(Calls calls) {

		@PostSaveReceiver
		void saved(Value value) {
			this.calls.add("saved " + value.id());
		}

	}

	record HearingCommits(Calls calls) {

		@Receiver(delivery = Delivery.AFTER_COMMIT)
		void on(Said said) {
			this.calls.add("heard " + said.instance());
		}

	}

	record Hearing(Calls calls) {

		@Receiver
		void on(Said said) {
			this.calls.add("heard " + said.instance());
		}

	}

}
