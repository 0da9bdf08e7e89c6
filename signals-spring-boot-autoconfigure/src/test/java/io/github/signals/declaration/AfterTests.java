package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import io.github.signals.Delivery;
import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Receivers that are called after others, by name.
 */
class AfterTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withBean(Calls.class);

	@Test
	void aReceiverFollowsTheOnesThatItNames() { // S15
		this.runner.withBean(Mails.class).withBean(Profiles.class).run((context) -> {
			context.getBean(Signals.class).send(new Joined("ada"));
			assertThat(context.getBean(Calls.class).names).containsExactly("early", "profile", "greet", "mail", "late");
		});
	}

	@Test
	void theDescriptionsAreInTheOrderOfTheCalls() {
		this.runner.withBean(Mails.class)
			.withBean(Profiles.class)
			.run((context) -> assertThat(context.getBean(Signals.class).receivers()).extracting("uid", "after")
				.startsWith(tuple("early", List.of()), tuple("profile", List.of()),
						tuple("greet", List.of("profile"))));
	}

	@Test
	void aReceiverThatIsOffIsIgnored() {
		this.runner.withBean(Mails.class)
			.withBean(Profiles.class)
			.withPropertyValues("signals.receivers.profile.enabled=false")
			.run((context) -> {
				context.getBean(Signals.class).send(new Joined("ada"));
				assertThat(context.getBean(Calls.class).names).containsExactly("early", "greet", "mail", "late");
			});
	}

	@Test
	void aReceiverThatASliceLeavesOutIsIgnored() {
		this.runner.withBean(Mails.class).withBean(OwnFilter.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(Signals.class).send(new Joined("ada"));
			assertThat(context.getBean(Calls.class).names).containsExactly("greet", "mail");
		});
	}

	@Test
	void aReceiverThatIsConnectedLaterFollowsToo() {
		this.runner.withBean(Profiles.class).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			List<String> names = context.getBean(Calls.class).names;
			signals.connect(ReceiverSpec.of(Joined.class).uid("audit").order(-100).after("profile"),
					(joined) -> names.add("audit"));
			signals.connect(ReceiverSpec.of(Joined.class).uid("first").order(-100), (joined) -> names.add("first"));
			signals.send(new Joined("ada"));
			assertThat(names).containsExactly("first", "early", "profile", "audit", "late");
		});
	}

	record Joined(String instance) implements Signal<String> {

	}

	static class Calls {

		final List<String> names = new ArrayList<>();

	}

	static class OwnFilter extends TypeExcludeFilter {

		@Override
		public boolean equals(Object other) {
			return other instanceof OwnFilter;
		}

		@Override
		public int hashCode() {
			return OwnFilter.class.hashCode();
		}

	}

	static class Mails {

		private final Calls calls;

		Mails(Calls calls) {
			this.calls = calls;
		}

		@Receiver(dispatchUid = "mail", after = { "greet", "profile" })
		@Order(0)
		void mail(Joined joined) {
			this.calls.names.add("mail");
		}

		@Receiver(dispatchUid = "greet", after = "profile", delivery = Delivery.IN_TRANSACTION)
		@Order(0)
		void greet(Joined joined) {
			this.calls.names.add("greet");
		}

	}

	static class Profiles {

		private final Calls calls;

		Profiles(Calls calls) {
			this.calls = calls;
		}

		@Receiver(dispatchUid = "late")
		void late(Joined joined) {
			this.calls.names.add("late");
		}

		@Receiver(dispatchUid = "profile")
		@Order(7)
		void create(Joined joined) {
			this.calls.names.add("profile");
		}

		@Receiver(dispatchUid = "early")
		@Order(3)
		void early(Joined joined) {
			this.calls.names.add("early");
		}

	}

}
