package io.github.signals.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each signal and each call is recorded once, whichever context the receiver is in.
 */
@SpringJUnitConfig
@ContextHierarchy({ @ContextConfiguration(classes = ContextHierarchyTests.Parent.class),
		@ContextConfiguration(classes = ContextHierarchyTests.Child.class) })
@RecordSignals
class ContextHierarchyTests {

	@Autowired
	private Signals signals;

	@Test
	void receiversOfBothContextsAreRecorded(RecordedSignals recorded) throws Exception {
		this.signals.send(new Rung("bell"));
		assertOnce(recorded, 1);
		Thread unknown = new Thread(() -> this.signals.send(new Rung("bell")));
		unknown.start();
		unknown.join();
		assertOnce(recorded, 2);
	}

	private static void assertOnce(RecordedSignals recorded, int times) {
		assertThat(recorded).signalled(Rung.class).times(times);
		assertThat(recorded).receiver("parent").ran(times);
		assertThat(recorded).receiver("child").ran(times);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Parent {

		@Receiver(dispatchUid = "parent")
		void on(Rung rung) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	static class Child {

		@Receiver(dispatchUid = "child")
		void on(Rung rung) {
		}

	}

	record Rung(String instance) implements Signal<String> {

	}

}
