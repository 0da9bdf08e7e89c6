package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.On;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSave;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverExplanation.Outcome;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExplanationTests {

	private static final List<String> ORDER = List.of("check RUNS", "first RUNS", "created DEPENDS", "total DEPENDS",
			"open DEPENDS", "off DISABLED", "imports RUNS", "bulk DEPENDS", "after RUNS");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
		.withPropertyValues("signals.receivers.off.enabled=false")
		.withBean(Receivers.class);

	@Test
	void ofAClassAreInTheOrderOfTheSignalsAndOfTheCalls() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(lines(signals.explain(Invoice.class))).isEqualTo(ORDER);
			assertThat(lines(signals.explain(PaidInvoice.class))).isEqualTo(ORDER);
			assertThat(signals.explain(String.class)).isEmpty();
			assertThat(context.getBean(Receivers.class).calls).isEmpty();
		});
	}

	@Test
	void ofAnInstanceTellWhetherItMeetsTheConditions() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(lines(signals.explain(new Invoice(200)))).contains("total RUNS", "open DEPENDS");
			assertThat(lines(signals.explain(new Invoice(1)))).contains("total CONDITION", "open DEPENDS",
					"created DEPENDS", "first RUNS");
			assertThat(lines(signals.explain(new Invoice(-1)))).contains("total CONDITION", "bulk DEPENDS");
			assertThat(context.getBean(Receivers.class).calls).isEmpty();
		});
	}

	@Test
	void tellWhatTheOpenScopesKeepFromRunning() { // S18
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(lines(signals.mute(Mute.receiver("first"), () -> signals.explain(Invoice.class))))
				.contains("first MUTED", "check RUNS");
			assertThat(lines(signals.mute(Mute.all().signal(PreSave.class), () -> signals.explain(Invoice.class))))
				.contains("check MUTED", "first RUNS");
			assertThat(lines(signals.importing(() -> signals.explain(Invoice.class)))).contains("first IMPORTING",
					"imports RUNS", "off DISABLED");
		});
	}

	@Test
	void ofAnInstanceTellEachReasonInTheOrderOfTheCallsAndWithTheDelivery() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			signals.disable("check");
			List<ReceiverExplanation> explanations = signals.mute(Mute.receiver("first"),
					() -> signals.explain(new Invoice(1)));
			assertThat(explanations)
				.extracting((explanation) -> explanation.receiver().delivery() + " " + explanation.receiver().uid()
						+ " " + explanation.outcome())
				.containsExactly("IN_TRANSACTION check DISABLED", "IN_TRANSACTION first MUTED",
						"IN_TRANSACTION created DEPENDS", "IN_TRANSACTION total CONDITION",
						"IN_TRANSACTION open DEPENDS", "IN_TRANSACTION off DISABLED", "AFTER_COMMIT imports RUNS",
						"IN_TRANSACTION bulk DEPENDS", "IN_TRANSACTION after RUNS");
			assertThat(context.getBean(Receivers.class).calls).isEmpty();
		});
	}

	@Test
	void haveTheSignalAndTheReceiver() {
		this.runner.run((context) -> {
			ReceiverExplanation last = context.getBean(Signals.class).explain(Invoice.class).get(6);
			assertThat(last.signal()).isEqualTo(PostSave.class);
			assertThat(last.receiver().delivery()).isEqualTo(Delivery.AFTER_COMMIT);
		});
	}

	@Test
	void areOfSomething() {
		this.runner.run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThatIllegalArgumentException().isThrownBy(() -> signals.explain((Class<?>) null));
			assertThatIllegalArgumentException().isThrownBy(() -> signals.explain((Object) null));
		});
	}

	private static List<String> lines(List<ReceiverExplanation> explanations) {
		return explanations.stream()
			.map((explanation) -> explanation.receiver().uid() + " " + explanation.outcome())
			.toList();
	}

	static class Invoice {

		private final int total;

		Invoice(int total) {
			this.total = total;
		}

		public int getTotal() {
			if (this.total < 0) {
				throw new IllegalStateException("no total");
			}
			return this.total;
		}

	}

	static class PaidInvoice extends Invoice {

		PaidInvoice() {
			super(0);
		}

	}

	static class Receivers {

		private final List<String> calls = new ArrayList<>();

		@PostDeleteReceiver(dispatchUid = "after")
		void after(Invoice invoice) {
			this.calls.add("after");
		}

		@Order(1)
		@PostSaveReceiver(dispatchUid = "first")
		void first(Invoice invoice) {
			this.calls.add("first");
		}

		@Order(2)
		@PostSaveReceiver(dispatchUid = "created", on = On.CREATED)
		void created(Invoice invoice) {
			this.calls.add("created");
		}

		@Order(3)
		@PostSaveReceiver(dispatchUid = "total", condition = "instance.total > 100")
		void total(Invoice invoice) {
			this.calls.add("total");
		}

		@Order(4)
		@PostSaveReceiver(dispatchUid = "open", condition = "created or instance.total > 100")
		void open(Invoice invoice) {
			this.calls.add("open");
		}

		@Order(5)
		@PostSaveReceiver(dispatchUid = "off")
		void off(Invoice invoice) {
			this.calls.add("off");
		}

		@Order(6)
		@PostSaveReceiver(dispatchUid = "imports", imports = true, delivery = Delivery.AFTER_COMMIT)
		void imports(Invoice invoice) {
			this.calls.add("imports");
		}

		@BulkWriteReceiver(dispatchUid = "bulk", condition = "instance.rows > 10")
		void bulk(BulkWrite<Invoice> bulk) {
			this.calls.add("bulk");
		}

		@PreSaveReceiver(dispatchUid = "check")
		void check(Invoice invoice) {
			this.calls.add("check");
		}

	}

}
