package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Mute;
import io.github.signals.PostSave;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.OwnSignalApplication.Known;
import io.github.signals.delivery.durable.OwnSignalApplication.Listed;
import io.github.signals.delivery.durable.OwnSignalApplication.Returned;
import io.github.signals.delivery.durable.OwnSignalApplication.Said;
import io.github.signals.delivery.durable.OwnSignalApplication.Sent;
import io.github.signals.delivery.durable.OwnSignalApplication.Shipped;
import io.github.signals.delivery.durable.OwnSignalApplication.Stranger;
import io.github.signals.delivery.durable.Script.Heard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A durable call of one receiver, from anywhere: what others dispatch as a job.
 */
abstract class DurablyContract extends DurableTestBase {

	private Parcel saveMuted(String name) {
		return this.signals.mute(() -> save(name));
	}

	private List<String> uids() {
		return this.jdbc.queryForList("select uid from signals_outbox order by sequence_number", String.class);
	}

	private static Shipped shipped(Parcel parcel, String cost) {
		Shipped plain = Shipped.of(parcel);
		return new Shipped(parcel, new BigDecimal(cost), plain.at(), plain.status(), plain.notes(), plain.labels(),
				null, null);
	}

	@Test
	void callsThatReceiverAloneAfterTheCommit() { // S21
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.signals.withActor("Ann", () -> this.transaction.executeWithoutResult((status) -> {
			this.signals.durably("shipped", Shipped.of(parcel));
			assertThat(records()).isZero();
		}));
		assertThat(uids()).containsExactly("shipped");
		boolean[] active = new boolean[1];
		this.script.on("shipped", (heard) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.heard).extracting(Heard::uid).containsExactly("shipped");
		assertThat(active[0]).isTrue();
		Heard call = this.script.heard.get(0);
		assertThat(((Shipped) call.instance()).instance().getId()).isEqualTo(parcel.getId());
		assertThat(call.context().actor()).isEqualTo("Ann");
		assertThat(call.context().origin()).isEqualTo(Origin.APPLICATION);
	}

	@Test
	void isNotRecordedByATransactionThatIsRolledBack() { // S11
		TransactionTemplate inner = new TransactionTemplate(this.transactionManager);
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.durably("said", new Said("first", 1));
			inner.executeWithoutResult((other) -> {
				this.signals.durably("said", new Said("second", 2));
				other.setRollbackOnly();
			});
			this.signals.durably("said", new Said("third", 3));
		});
		this.transaction.executeWithoutResult((status) -> {
			this.signals.durably("said", new Said("never", 4));
			status.setRollbackOnly();
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("said")).extracting((heard) -> ((Said) heard.instance()).number())
			.containsExactlyInAnyOrder(1, 3);
	}

	@Test
	void isRecordedAtOnceWithoutATransaction() {
		this.delivery.stop();
		this.signals.durably("said", new Said("one", 1));
		assertThat(uids()).containsExactly("said");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("said")).hasSize(1);
	}

	@Test
	void isMadeAsOftenAsItIsAskedForInOneOrderWithWhatIsSent() {
		Parcel parcel = saveMuted("one");
		Sent sent = new Sent(parcel);
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.durably("moved", sent);
			this.signals.send(new Returned(parcel, "broken"));
			this.signals.durably("moved", sent);
		});
		assertThat(uids()).containsExactly("moved", "moved", "moved");
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("moved")).extracting((heard) -> heard.instance().getClass().getSimpleName())
			.containsExactly("Sent", "Returned", "Sent");
	}

	@Test
	void isMadeInAListByWhoTakesOne() {
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> {
			this.signals.durably("listed", new Listed(parcel, 1));
			this.signals.durably("listed", new Listed(parcel, 2));
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.lists).containsExactly(2);
	}

	@Test
	void isTriedAgainAndParked() {
		this.script.on("said", (heard) -> {
			throw new IllegalStateException("no");
		});
		this.signals.durably("said", new Said("one", 1));
		awaitParked(1);
		assertThat(this.script.of("said")).hasSize(2);
	}

	@Test
	void isFilteredAsWhatIsSent() { // S15, S18
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.signals.durably("instance", shipped(parcel, "0.50"));
		this.signals.mute(() -> this.signals.durably("said", new Said("muted", 1)));
		this.signals.mute(Mute.receiver("said"), () -> this.signals.durably("said", new Said("muted", 2)));
		this.signals.importing(() -> this.signals.durably("said", new Said("imported", 3)));
		this.signals.disable("said");
		try {
			this.signals.durably("said", new Said("off", 4));
		}
		finally {
			this.signals.enable("said");
		}
		assertThat(uids()).isEmpty();
		this.signals.durably("instance", shipped(parcel, "1.50"));
		assertThat(uids()).containsExactly("instance");
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void refusesWhatCannotBeRecordedForThatReceiver(String uid, Signal<?> signal, List<String> parts) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.signals.durably(uid, signal)))
			.satisfies((refusal) -> assertThat(refusal.getMessage()).contains(parts));
		assertThat(records()).isZero();
		assertThat(this.script.heard).isEmpty();
	}

	static List<Arguments> wrong() {
		String said = Said.class.getName();
		PostSave<Parcel> saved = new PostSave<>(Parcel.class, new Parcel("one"), true, Changes.none(), null);
		return List.of(
				Arguments.of("sayd", new Said("one", 1),
						List.of("There is no receiver 'sayd'", "DURABLE", "Did you mean said?")),
				Arguments.of("ownReceivers.immediate", new Known("one"),
						List.of("'ownReceivers.immediate' (OwnReceivers.immediate(Notice)) is IN_TRANSACTION",
								"Choose the delivery DURABLE")),
				Arguments.of("shipped", new Said("one", 1),
						List.of("'shipped' (OwnReceivers.shipped(Shipped, SignalContext))",
								said + " of java.lang.String",
								"it hears " + Shipped.class.getName() + " of " + Parcel.class.getName())),
				Arguments.of("created", saved, List.of("'created'", "Pass one of the application's own signals")),
				Arguments.of("created", new Said("one", 1),
						List.of("'created'", "it hears " + PostSave.class.getName())),
				Arguments.of("noticed", new Stranger("one"),
						List.of(Stranger.class.getName(), "signals.durable.types")));
	}

	@Test
	void refusesNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.durably(null, new Said("one", 1)))
			.withMessage("'uid' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.signals.durably("said", null))
			.withMessage("'signal' must not be null");
	}

}
