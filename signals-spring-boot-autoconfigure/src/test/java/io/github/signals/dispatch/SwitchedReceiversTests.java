package io.github.signals.dispatch;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.signals.DeclaredConditions;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverExplanation.Outcome;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for receivers that are switched on and off at run time.
 */
class SwitchedReceiversTests {

	private final SignalsFixture fixture = new SignalsFixture();

	private final Signals signals = this.fixture.signals;

	private final Calls calls = new Calls();

	@Test
	void oneThatIsOffIsNotCalledUntilItIsOnAgain() {
		connect("one");
		connect("two");
		assertThat(this.signals.disable("one")).isTrue();
		assertThat(this.signals.disable("one")).isTrue();
		this.signals.send(new Paid("a"));
		assertThat(this.calls.all()).containsExactly("two");
		assertThat(this.signals.disable("two")).isTrue();
		assertThat(this.signals.hasReceivers(Paid.class, String.class)).isFalse();

		assertThat(this.signals.enable("two")).isTrue();
		assertThat(this.signals.enable("one")).isTrue();
		this.signals.send(new Paid("b"));
		assertThat(this.calls.all()).containsExactly("two", "one", "two");
		assertThat(this.signals.receivers()).extracting(ReceiverInfo::enabled).containsExactly(true, true);
	}

	@Test
	void oneThatTheConfigurationSwitchesOffCanBeSwitchedOn() {
		connect("disabled.one");
		this.signals.send(new Paid("a"));
		assertThat(this.calls.all()).isEmpty();
		assertThat(outcomes(String.class)).containsExactly(Outcome.DISABLED);
		this.signals.enable("disabled.one");
		this.signals.send(new Paid("a"));
		assertThat(this.calls.all()).containsExactly("disabled.one");
		assertThat(outcomes(String.class)).containsExactly(Outcome.RUNS);
	}

	@Test
	void aDispatchThatHasStartedGoesOnAsItIs() { // S15
		this.signals.connect(ReceiverSpec.of(Paid.class).uid("switch").order(-1), (paid) -> {
			this.signals.disable("one");
			this.signals.enable("disabled.one");
		});
		connect("one");
		connect("disabled.one");
		this.signals.send(new Paid("a"));
		assertThat(this.calls.all()).containsExactly("one");
		this.signals.send(new Paid("b"));
		assertThat(this.calls.all()).containsExactly("one", "disabled.one");
	}

	@Test
	void oneThatNobodyKnowsIsNotThere() {
		assertThat(this.signals.disable("nobody")).isFalse();
		assertThat(this.signals.enable("nobody")).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.enable(null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.disable(null));
	}

	@Test
	void lookedUpReceiversStayAsLongAsNothingChanges() {
		connect("one");
		Object state = this.fixture.registry.state();
		this.signals.enable("one");
		assertThat(this.fixture.registry.state()).isSameAs(state);
		this.signals.disable("one");
		assertThat(this.fixture.registry.state()).isNotSameAs(state);
	}

	@Test
	void aDurableOneThatWasOffAtTheStartHasNothingThatMakesItsCalls() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withPropertyValues("signals.receivers.ship.enabled=false")
			.withBean(Orders.class)
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				assertThatIllegalStateException().isThrownBy(() -> signals.enable("ship"))
					.withMessageContaining("signals.receivers.ship.enabled=true");
				assertThat(signals.disable("ship")).isTrue();
				assertThat(signals.receivers()).extracting(ReceiverInfo::enabled).containsExactly(false, true);
			});
	}

	@Test
	void tellTheirConditionsAsTheyAreDeclared() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
			.withPropertyValues("signals.receivers.ship.enabled=false")
			.withBean(Orders.class)
			.run((context) -> {
				Signals signals = context.getBean(Signals.class);
				assertThat(signals.receivers()).extracting(ReceiverInfo::conditions)
					.containsExactly(
							new DeclaredConditions(List.of(On.UPDATED), List.of(), List.of(), "instance.total > 2",
									List.of(), false, false),
							new DeclaredConditions(List.of(), List.of("status", "total"), List.of(), null, List.of(),
									true, true));
				signals.disable("tell");
				assertThat(signals.receivers().get(1).conditions().imports()).isTrue();
			});
		connect("one");
		assertThat(this.signals.receivers().get(0).conditions()).isEqualTo(DeclaredConditions.NONE);
	}

	private List<Outcome> outcomes(Class<?> sender) {
		return this.signals.explain(sender).stream().map(ReceiverExplanation::outcome).toList();
	}

	private void connect(String uid) {
		this.signals.connect(ReceiverSpec.of(Paid.class).uid(uid), (paid) -> this.calls.add(uid));
	}

	record Paid(String instance) implements Signal<String> {

	}

	record Order(int total) {

	}

	static class Orders {

		@PostSaveReceiver(dispatchUid = "ship", delivery = Delivery.DURABLE, on = On.UPDATED,
				condition = "instance.total > 2", ordered = false)
		void ship(PostSave<Order> saved) {
			throw new IllegalStateException("It is off");
		}

		@PostSaveReceiver(dispatchUid = "tell", changed = { "status", "total" }, imports = true)
		void tell(PostSave<Order> saved) {
			throw new IllegalStateException("Nobody saves");
		}

	}

}
