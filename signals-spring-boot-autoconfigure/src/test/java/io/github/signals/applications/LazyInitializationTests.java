package io.github.signals.applications;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.applications.Desk.Ticket;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Applications with {@code spring.main.lazy-initialization=true}.
 */
class LazyInitializationTests {

	private static final String LAZY = "--spring.main.lazy-initialization=true";

	// P46
	@Test
	void receiversAreConnectedAtStartupAndTheirBeansCreatedByTheFirstCall() {
		try (ConfigurableApplicationContext context = Desk.application(Desk.class).run(Desk.settings("lazy", LAZY))) {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			assertThat(List.of("ticketReceivers", "calls")).allMatch(beanFactory::containsBean)
				.noneMatch(beanFactory::containsSingleton);
			assertThat(context.getBean(Signals.class).receivers()).extracting(ReceiverInfo::uid)
				.containsExactly("ticketReceivers.pre", "ticketReceivers.inTransaction", "ticketReceivers.beforeCommit",
						"ticketReceivers.afterCommit");
			Desk.write(context, "a");
			assertThat(Desk.heard(context, "a")).containsExactlyElementsOf(Desk.CALLS);
			assertThat(context.getBean(Calls.class).all()).containsOnlyOnce("created receivers");
		}
	}

	@Test
	void durableCallsAreMadeThoughNobodyHasAskedForTheirBeans() {
		try (ConfigurableApplicationContext context = Desk.application(Desk.class, Durable.class)
			.run(Desk.settings("late", LAZY))) {
			assertThat(context.getBeanFactory().containsSingleton("late")).isFalse();
			Desk.write(context, "a");
			await().untilAsserted(() -> assertThat(Desk.heard(context, "a")).containsOnlyOnce("durable"));
		}
	}

	// S14
	@Test
	void whatIsDeclaredWronglyStopsTheStartup() {
		assertThatExceptionOfType(InvalidReceiversException.class)
			.isThrownBy(() -> Desk.application(Desk.class, Wrong.class).run(Desk.settings("wrong", LAZY)))
			.withMessageContaining("Wrong.wrong");
	}

	@Configuration(proxyBeanMethods = false)
	static class Durable {

		@Bean
		Late late(Calls calls) {
			return new Late(calls);
		}

	}

	static class Late {

		private final Calls calls;

		Late(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "durable")
		void durable(Ticket ticket) {
			this.calls.add("durable " + ticket);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrong {

		@PostSaveReceiver
		void wrong(Ticket ticket, String more) {
		}

	}

}
