package io.github.signals.actuate;

import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.On;
import io.github.signals.ReceiverSpec;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.actuate.TraceDescriptor.ScopeDescriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class LeftOutTraceTests extends TraceTestBase {

	@Test
	void conditionsSayWhichOfThemWasNotMet() {
		for (Delivery delivery : new Delivery[] { Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT,
				Delivery.AFTER_COMMIT }) {
			connect(saved("on " + delivery, delivery).on(On.CREATED));
			connect(saved("changed " + delivery, delivery).changed("seat"));
			connect(saved("condition " + delivery, delivery).condition("instance.status == 'lost'"));
		}
		Ticket ticket = this.signals.mute(Mute.all(), () -> this.tickets.save(new Ticket("new")));
		ticket.setStatus("sold");
		this.tickets.save(ticket);
		assertThat(states(only())).containsExactlyInAnyOrder("on IN_TRANSACTION LEFT_OUT ON",
				"changed IN_TRANSACTION LEFT_OUT CHANGED", "condition IN_TRANSACTION LEFT_OUT CONDITION",
				"on BEFORE_COMMIT LEFT_OUT ON", "changed BEFORE_COMMIT LEFT_OUT CHANGED",
				"condition BEFORE_COMMIT LEFT_OUT CONDITION", "on AFTER_COMMIT LEFT_OUT ON",
				"changed AFTER_COMMIT LEFT_OUT CHANGED", "condition AFTER_COMMIT LEFT_OUT CONDITION");
		assertThat(only().changed()).containsExactly("status");
	}

	@Test
	void aFailedSaveIsShownWithWhoHearsIt() {
		this.signals.connect(ReceiverSpec.saveFailed(Ticket.class).uid("failed"), (failed) -> {
		});
		this.signals.connect(ReceiverSpec.saveFailed(Ticket.class).uid("picky").condition("instance.status == 'old'"),
				(failed) -> {
				});
		assertThatException().isThrownBy(() -> this.tickets.save(new Ticket("x".repeat(300))));
		assertThat(only().signal()).isEqualTo("SaveFailed");
		assertThat(states(only())).containsExactlyInAnyOrder("failed RETURNED", "picky LEFT_OUT CONDITION");
	}

	@Test
	void aMuteScopeLeavesOutWhomItNames() {
		connect(saved("muted", Delivery.IN_TRANSACTION));
		connect(saved("muted.after", Delivery.AFTER_COMMIT));
		connect(saved("heard", Delivery.AFTER_COMMIT));
		this.signals.mute(Mute.receiver("muted", "muted.after"), () -> this.tickets.save(new Ticket("new")));
		assertThat(states(only())).containsExactlyInAnyOrder("muted LEFT_OUT MUTED", "muted.after LEFT_OUT MUTED",
				"heard RETURNED");
		assertThat(only().scope()).isEqualTo(new ScopeDescriptor(true, false, false));
	}

	@Test
	void anImportLeavesOutWhoDoesNotHearImports() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		connect(saved("after", Delivery.AFTER_COMMIT));
		connect(saved("imports", Delivery.AFTER_COMMIT).imports());
		this.signals.importing(() -> this.tickets.save(new Ticket("new")));
		assertThat(states(only())).containsExactlyInAnyOrder("at.once LEFT_OUT IMPORT", "after LEFT_OUT IMPORT",
				"imports RETURNED");
		assertThat(only().scope()).isEqualTo(new ScopeDescriptor(false, true, false));
	}

	@Test
	void theScopeSaysWhetherAnActorIsKnownAndNotWho() {
		connect(saved("at.once", Delivery.IN_TRANSACTION));
		this.signals.withActor(Ticket.SECRET, () -> this.tickets.save(new Ticket("new")));
		assertThat(only().scope()).isEqualTo(new ScopeDescriptor(false, false, true));
	}

	@Test
	void whoIsSwitchedOffIsLeftOut() {
		connect(saved("off", Delivery.IN_TRANSACTION));
		connect(saved("off.after", Delivery.AFTER_COMMIT));
		connect(saved("heard", Delivery.IN_TRANSACTION));
		this.signals.disable("off");
		this.signals.disable("off.after");
		this.tickets.save(new Ticket("new"));
		assertThat(states(only())).containsExactlyInAnyOrder("off LEFT_OUT DISABLED", "off.after LEFT_OUT DISABLED",
				"heard RETURNED");
	}

	@Test
	void whoIsAlreadyRunningForTheInstanceIsLeftOut() {
		connect(saved("again", Delivery.IN_TRANSACTION), (signal) -> this.tickets.save(signal.instance()));
		connect(saved("other", Delivery.IN_TRANSACTION).order(1));
		this.tickets.save(new Ticket("new"));
		DispatchDescriptor inner = dispatches().get(1);
		assertThat(states(inner)).containsExactlyInAnyOrder("again LEFT_OUT REENTERED", "other RETURNED");
		assertThat(inner.cause()).isEqualTo(dispatches().get(0).number());
	}

	@Test
	void receiversOfOthersAreNotListed() {
		connect(saved("heard", Delivery.IN_TRANSACTION));
		this.signals.connect(ReceiverSpec.postSave(Voucher.class).uid("of.vouchers"), (signal) -> {
		});
		this.signals.connect(ReceiverSpec.postDelete(Ticket.class).uid("of.deletes").delivery(Delivery.AFTER_COMMIT),
				(signal) -> {
				});
		this.tickets.save(new Ticket("new"));
		assertThat(states(only())).containsExactly("heard RETURNED");
	}

}
