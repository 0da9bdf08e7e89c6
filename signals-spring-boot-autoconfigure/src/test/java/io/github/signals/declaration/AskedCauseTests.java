package io.github.signals.declaration;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.dispatch.ReceiverRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which receivers may ask for the entity that led to a delete: it is looked for only for
 * them.
 */
class AskedCauseTests {

	@Test
	void onlyThoseAskForACauseThatCanSeeIt() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withBean(Receivers.class)
			.run((context) -> {
				ReceiverRegistry registry = context.getBean(ReceiverRegistry.class);
				assertThat(List.of(Plain.class, Nobody.class)).noneMatch((sender) -> asksCause(registry, sender));
				assertThat(List.of(OfContext.class, OfSignal.class, OfSignals.class, OfCondition.class, OfWhen.class))
					.allMatch((sender) -> asksCause(registry, sender));
				context.getBean(Signals.class).connect(ReceiverSpec.postDelete(Plain.class), (deleted) -> {
				});
				assertThat(asksCause(registry, Plain.class)).isTrue();
			});
	}

	private static boolean asksCause(ReceiverRegistry registry, Class<?> sender) {
		return registry.routes(sender).of(PostDelete.class).asksCause();
	}

	static class Receivers {

		@PostDeleteReceiver
		void plain(Plain plain) {
		}

		@PostDeleteReceiver
		void context(OfContext instance, SignalContext context) {
		}

		@PostDeleteReceiver
		void signal(PostDelete<OfSignal> deleted) {
		}

		@PostDeleteReceiver(delivery = io.github.signals.Delivery.AFTER_COMMIT)
		void signals(List<PostDelete<OfSignals>> deleted) {
		}

		@PostDeleteReceiver(condition = "signal.context().cause() != null")
		void condition(OfCondition instance) {
		}

		@PostDeleteReceiver(when = Cascaded.class)
		void when(OfWhen instance) {
		}

	}

	static class Cascaded implements ReceiverCondition<PostDelete<?>> {

		@Override
		public boolean test(PostDelete<?> deleted) {
			return deleted.context().cause() != null;
		}

	}

	static class Plain {

	}

	static class Nobody {

	}

	static class OfContext {

	}

	static class OfSignal {

	}

	static class OfSignals {

	}

	static class OfCondition {

	}

	static class OfWhen {

	}

}
