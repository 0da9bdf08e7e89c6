package io.github.signals.declaration;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.PostSaveReceiver;
import io.github.signals.Response;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for receivers of beans that are proxied: the proxy is called, not its target.
 */
class ProxiedReceiversTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withBean(Calls.class);

	@Test
	void transactionalReceiverOfAClassProxyHasItsTransactionAndItsFields() { // P47
		this.runner.withUserConfiguration(Transactions.class)
			.withBean("audit", TransactionalAudit.class)
			.run((context) -> {
				assertThat(AopUtils.isCglibProxy(context.getBean("audit"))).isTrue();
				signals(context).send(Sent.created(new Dog()));
				assertThat(calls(context)).containsExactly("package-private true", "protected true", "public true");
			});
	}

	@Test
	void asyncReceiverOfAnInterfaceProxyRunsOnItsThread() { // P47, Behaviours 46
		this.runner.withUserConfiguration(Asynchrony.class).withBean("audit", AsyncAudit.class).run((context) -> {
			assertThat(AopUtils.isJdkDynamicProxy(context.getBean("audit"))).isTrue();
			List<Response> responses = signals(context).send(Sent.created(new Dog()));
			assertThat(responses).hasSize(1);
			assertThat(responses.get(0).value()).isInstanceOf(Future.class);
			((Future<?>) responses.get(0).value()).get();
			assertThat(calls(context)).hasSize(1);
			assertThat(calls(context).get(0)).startsWith("async on audit-");
		});
	}

	@Test
	void defaultMethodOfAnInterfaceIsReachedThroughAProxy() { // P47
		this.runner.withUserConfiguration(Asynchrony.class).withBean("audit", AsyncDefault.class).run((context) -> {
			assertThat(AopUtils.isJdkDynamicProxy(context.getBean("audit"))).isTrue();
			signals(context).send(Sent.created(new Dog()));
			assertThat(calls(context)).containsExactly("default");
		});
	}

	private static Signals signals(AssertableApplicationContext context) {
		return context.getBean(Signals.class);
	}

	private static List<String> calls(AssertableApplicationContext context) {
		return context.getBean(Calls.class).all();
	}

	record Dog() {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Transactions {

		@Bean
		DataSource dataSource() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	@Transactional
	static class TransactionalAudit {

		private final @Nullable Calls calls;

		TransactionalAudit(@Nullable Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver
		void hidden(Dog dog) {
			note("package-private");
		}

		@PostSaveReceiver
		protected void inherited(Dog dog) {
			note("protected");
		}

		@PostSaveReceiver
		public void open(Dog dog) {
			note("public");
		}

		private void note(String visibility) {
			assertThat(this.calls).isNotNull();
			this.calls.add(visibility + " " + TransactionSynchronizationManager.isActualTransactionActive());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Asynchrony {

		@Bean
		SimpleAsyncTaskExecutor taskExecutor() {
			return new SimpleAsyncTaskExecutor("audit-");
		}

	}

	interface Audit {

		Future<?> write(Dog dog);

	}

	static class AsyncAudit implements Audit {

		private final Calls calls;

		AsyncAudit(Calls calls) {
			this.calls = calls;
		}

		@Override
		@Async
		@PostSaveReceiver
		public Future<?> write(Dog dog) {
			this.calls.add("async on " + Thread.currentThread().getName());
			return CompletableFuture.completedFuture(null);
		}

	}

	interface DefaultAudit {

		Calls calls();

		@PostSaveReceiver
		default void write(Dog dog) {
			calls().add("default");
		}

	}

	static class AsyncDefault implements DefaultAudit {

		private final Calls calls;

		AsyncDefault(Calls calls) {
			this.calls = calls;
		}

		@Override
		public Calls calls() {
			return this.calls;
		}

		@Async
		public void other() {
		}

	}

}
