package io.github.signals.delivery.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.delivery.durable.DurableApplication.Parcels;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two versions of an application with different receivers, on one database.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class RollingDeploymentContract {

	private ConfigurableApplicationContext a;

	private ConfigurableApplicationContext b;

	abstract String url();

	@AfterEach
	void close() {
		if (this.a != null) {
			this.a.close();
		}
		if (this.b != null) {
			this.b.close();
		}
	}

	private ConfigurableApplicationContext start(Class<?> version, String ddl) {
		return new SpringApplicationBuilder(version).run("--spring.datasource.url=" + url(),
				"--spring.jpa.hibernate.ddl-auto=" + ddl, "--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
				"--signals.durable.initialize-schema=always", "--signals.durable.polling-interval=200ms",
				"--signals.durable.sweep-interval=500ms", "--signals.durable.report-after=1s",
				"--signals.durable.back-off.initial=50ms");
	}

	@Test
	void losesNothingWhileTwoVersionsRunSideBySide(CapturedOutput output) {
		this.a = start(VersionA.class, "create");
		CountDownLatch open = new CountDownLatch(1);
		script(this.a).on("old", (call) -> DurableTestBase.await(open));
		save(this.a, "of a");
		DurableTestBase.await().until(() -> script(this.a).of("old").size() == 1);
		this.b = start(VersionB.class, "none");
		save(this.b, "of b");
		DurableTestBase.await()
			.until(() -> script(this.a).of("common").size() + script(this.b).of("common").size() == 2);
		DurableTestBase.await().until(() -> script(this.b).names("new").equals(List.of("of b")));
		open.countDown();
		DurableTestBase.await().until(() -> records(this.b) == 0);
		assertThat(script(this.a).names("old")).containsExactly("of a");
		assertThat(script(this.b).of("old")).isEmpty();
		assertThat(script(this.a).of("new")).isEmpty();
	}

	@Test
	void leavesTheCallsOfAReceiverThatItDoesNotHaveAndReportsThem(CapturedOutput output) {
		this.a = start(VersionA.class, "create");
		script(this.a).on("old", (call) -> {
			throw new IllegalStateException("not now");
		});
		save(this.a, "of a");
		DurableTestBase.await().until(() -> script(this.a).of("old").size() > 1);
		this.a.close();
		this.b = start(VersionB.class, "none");
		save(this.b, "of b");
		DurableTestBase.await()
			.until(() -> output.getOut().contains("Durable calls of receiver 'old' have been waiting since"));
		DurableTestBase.await().until(() -> records(this.b) == 1);
		this.a = start(VersionA.class, "none");
		DurableTestBase.await().until(() -> records(this.b) == 0);
		assertThat(script(this.a).names("old")).containsExactly("of a");
	}

	@Test
	void sharesTheWorkOfOneReceiver() {
		this.a = start(VersionA.class, "create");
		this.b = start(VersionA.class, "none");
		CountDownLatch both = new CountDownLatch(2);
		for (ConfigurableApplicationContext node : new ConfigurableApplicationContext[] { this.a, this.b }) {
			AtomicBoolean called = new AtomicBoolean();
			script(node).on("common", (call) -> {
				if (called.compareAndSet(false, true)) {
					both.countDown();
				}
				// None goes on before the other one has got something to do.
				DurableTestBase.await(both);
			});
		}
		this.a.getBean(Parcels.class).saveAll(IntStream.range(0, 300).mapToObj((i) -> new Parcel("p" + i)).toList());
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> records(this.a) == 0);
		assertThat(script(this.a).of("common").size() + script(this.b).of("common").size()).isEqualTo(300);
		assertThat(script(this.a).of("common")).isNotEmpty();
		assertThat(script(this.b).of("common")).isNotEmpty();
	}

	private static Script script(ConfigurableApplicationContext node) {
		return node.getBean(Script.class);
	}

	private static void save(ConfigurableApplicationContext node, String name) {
		node.getBean(Parcels.class).save(new Parcel(name));
	}

	private static int records(ConfigurableApplicationContext node) {
		Integer count = node.getBean(JdbcTemplate.class)
			.queryForObject("select count(*) from signals_outbox", Integer.class);
		return (count != null) ? count : -1;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class VersionA {

		@Bean
		Common common(Script script) {
			return new Common(script);
		}

		@Bean
		Old old(Script script) {
			return new Old(script);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class VersionB {

		@Bean
		Common common(Script script) {
			return new Common(script);
		}

		@Bean
		New newOne(Script script) {
			return new New(script);
		}

	}

	record Common(Script script) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "common")
		void on(Parcel parcel, SignalContext context) {
			this.script.play("common", parcel, Changes.none(), context);
		}

	}

	record Old(Script script) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "old")
		void on(Parcel parcel, SignalContext context) {
			this.script.play("old", parcel, Changes.none(), context);
		}

	}

	record New(Script script) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "new")
		void on(Parcel parcel, SignalContext context) {
			this.script.play("new", parcel, Changes.none(), context);
		}

	}

}
