package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.ParkedCall;
import io.github.signals.Response;
import io.github.signals.SignalContext.Origin;
import io.github.signals.delivery.durable.OwnSignalApplication.Known;
import io.github.signals.delivery.durable.OwnSignalApplication.Listed;
import io.github.signals.delivery.durable.OwnSignalApplication.Returned;
import io.github.signals.delivery.durable.OwnSignalApplication.Said;
import io.github.signals.delivery.durable.OwnSignalApplication.Sent;
import io.github.signals.delivery.durable.OwnSignalApplication.Shared;
import io.github.signals.delivery.durable.OwnSignalApplication.Shipped;
import io.github.signals.delivery.durable.OwnSignalApplication.Stranger;
import io.github.signals.delivery.durable.OwnSignalApplication.Weighed;
import io.github.signals.delivery.durable.Parcel.Depot;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The application's own signals are recorded, and made anew, as the changes of entities
 * are (spring-modulith#581 asks for events that survive).
 */
abstract class OwnSignalContract extends DurableTestBase {

	@Autowired
	Inserts statements;

	@Autowired
	Statements traffic;

	@Autowired
	EntityManager entityManager;

	private Parcel saveMuted(String name) {
		return this.signals.mute(() -> save(name));
	}

	private void keepOnly(String uid) {
		this.jdbc.update("delete from signals_outbox where uid <> ?", uid);
	}

	private Object only(String uid) {
		awaitAllDone();
		assertThat(this.script.of(uid)).hasSize(1);
		return this.script.of(uid).get(0).instance();
	}

	@Test
	void isHeardAfterTheCommitWithTheEntityReadAnewAndTheValuesAsTheyWere() { // S21, S23
		Parcel parcel = saveMuted("one");
		Shipped sent = Shipped.of(parcel);
		boolean[] active = new boolean[1];
		this.script.on("shipped", (heard) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
		this.signals.withActor("Ann", () -> this.signals.send(sent));
		Shipped heard = (Shipped) only("shipped");
		assertThat(heard).usingRecursiveComparison().ignoringFields("instance").isEqualTo(sent);
		assertThat(heard.instance()).isNotSameAs(parcel);
		assertThat(heard.instance().getId()).isEqualTo(parcel.getId());
		assertThat(active[0]).isTrue();
		Heard call = this.script.of("shipped").get(0);
		assertThat(call.context().actor()).isEqualTo("Ann");
		assertThat(call.context().origin()).isEqualTo(Origin.APPLICATION);
		assertThat(call.context().id().version()).isEqualTo(7);
		assertThat(((Parcel) only("instance")).getId()).isEqualTo(parcel.getId());
	}

	@Test
	void isRecordedInTheTransactionWithTheChangesAndInTheirOrder() { // S21
		this.delivery.stop();
		List<String> inserts = this.statements.of(() -> this.transaction.executeWithoutResult((status) -> {
			this.signals.send(new Said("first", 1));
			Parcel parcel = save("one");
			this.parcels.flush();
			this.signals.send(new Sent(parcel));
			assertThat(records()).isZero();
		}));
		assertThat(inserts).extracting((sql) -> sql.split("\\(\\?").length - 1).containsExactly(2, 1);
		assertThat(this.jdbc.queryForList("select uid from signals_outbox order by sequence_number", String.class))
			.containsExactly("said", "created", "moved");
		this.transaction.executeWithoutResult((status) -> {
			this.signals.send(new Said("never", 2));
			status.setRollbackOnly();
		});
		this.signals.mute(() -> this.signals.send(new Said("muted", 3)));
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("said")).extracting(Heard::instance).containsExactly(new Said("first", 1));
	}

	@Test
	void isRecordedAtOnceWithoutATransaction() {
		this.delivery.stop();
		assertThat(this.signals.send(new Said("one", 1))).isEmpty();
		assertThat(this.signals.sendRobust(new Said("two", 2))).isEmpty();
		assertThat(records()).isEqualTo(2);
		assertThat(this.jdbc.queryForList("select sender, operation from signals_outbox"))
			.allSatisfy((row) -> assertThat(row.values()).containsExactly(Said.class.getName(), "SIGNAL"));
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("said")).hasSize(2);
	}

	@Test
	void isRecordedOutsideOfTheTransactionWhenItIsSentAsync() throws Exception {
		this.delivery.stop();
		List<Response> responses = this.transaction.execute((status) -> {
			List<Response> all = this.signals.sendAsync(new Known("async")).orTimeout(20, TimeUnit.SECONDS).join();
			status.setRollbackOnly();
			return all;
		});
		assertThat(responses).hasSize(1);
		assertThat(this.script.of("immediate")).hasSize(1);
		assertThat(this.script.of("noticed")).isEmpty();
		assertThat(this.jdbc.queryForList("select uid from signals_outbox", String.class))
			.containsExactlyInAnyOrder("noticed", "known");
		this.delivery.start();
		assertThat(only("noticed")).isEqualTo(new Known("async"));
	}

	@Test
	void ofAClassIsMadeByItsConstructor() {
		Parcel parcel = saveMuted("one");
		this.signals.send(new Weighed(parcel, 12.5));
		Weighed heard = (Weighed) only("weighed");
		assertThat(heard.text()).isEqualTo("12.5 g");
		assertThat(heard.instance().getId()).isEqualTo(parcel.getId());
	}

	@Test
	void ofEachPermittedClassIsHeardByWhoHearsTheSealedType() {
		Parcel parcel = saveMuted("one");
		this.signals.send(new Sent(parcel));
		this.signals.send(new Returned(parcel, "broken"));
		awaitAllDone();
		assertThat(this.script.of("moved")).extracting((heard) -> heard.instance().getClass().getSimpleName())
			.containsExactly("Sent", "Returned");
	}

	@Test
	void ofAClassThatNobodyNamesIsRefusedBeforeAnybodyHearsIt() {
		for (int i = 0; i < 3; i++) {
			int way = i;
			assertThatIllegalArgumentException().isThrownBy(() -> {
				Stranger stranger = new Stranger("who?");
				Object sent = (way == 0) ? this.signals.send(stranger)
						: (way == 1) ? this.signals.sendRobust(stranger) : this.signals.sendAsync(stranger);
				throw new AssertionError(sent);
			}).withMessageContaining(Stranger.class.getName()).withMessageContaining("signals.durable.types");
		}
		assertThat(this.script.of("immediate")).isEmpty();
		assertThat(records()).isZero();
		this.signals.send(new Known("somebody"));
		assertThat(only("noticed")).isEqualTo(new Known("somebody"));
	}

	@Test
	void keepsTheOrderOfItsEntityAndHoldsBackNoOther() { // S22
		Parcel broken = saveMuted("broken");
		Parcel healthy = saveMuted("healthy");
		this.script.on("moved", (heard) -> {
			if (heard.instance() instanceof Sent sent && sent.instance().getId().equals(broken.getId())) {
				throw new IllegalStateException("no");
			}
		});
		this.delivery.stop();
		this.signals.send(new Sent(broken));
		this.signals.send(new Returned(broken, "later"));
		this.signals.send(new Returned(healthy, "now"));
		// All in one partition
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitParked(1);
		awaitHeard("moved", 3);
		assertThat(this.script.of("moved")).extracting(Heard::instance)
			.filteredOn(Returned.class::isInstance)
			.extracting((returned) -> ((Returned) returned).reason())
			.containsExactly("now");
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.sender()).isEqualTo(Sent.class.getName());
		assertThat(parked.entity()).isEqualTo(broken.getId().toString());
		this.script.clear();
		this.signals.durable().replayAll("moved");
		awaitAllDone();
		assertThat(this.script.of("moved")).extracting((heard) -> heard.instance().getClass().getSimpleName())
			.containsExactly("Sent", "Returned");
	}

	@Test
	void aboutAProxyIsOneAboutItsEntity() { // S21, S22
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.transaction.executeWithoutResult((status) -> {
			Parcel proxy = this.entityManager.getReference(Parcel.class, parcel.getId());
			assertThat(proxy.getClass()).isNotEqualTo(Parcel.class);
			this.signals.send(new Sent(proxy));
		});
		this.signals.send(new Returned(parcel, "later"));
		assertThat(this.jdbc.queryForList("select distinct entity_key from signals_outbox", String.class)).hasSize(1);
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("moved")).extracting((heard) -> heard.instance().getClass().getSimpleName())
			.containsExactly("Sent", "Returned");
	}

	@Test
	void aboutNoEntityIsHeldBackByNone() {
		this.script.on("said", (heard) -> {
			if (((Said) heard.instance()).number() == 1) {
				throw new IllegalStateException("no");
			}
		});
		this.delivery.stop();
		IntStream.range(0, 4).forEach((number) -> this.signals.send(new Said("same", number)));
		assertThat(Set.copyOf(this.jdbc.queryForList("select entity_key from signals_outbox", String.class)))
			.hasSize(4);
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
		awaitParked(1);
		await().until(() -> this.signals.durable().waiting() == 0);
		assertThat(this.signals.durable().parked(0, 10).get(0).entity()).isNull();
		assertThat(this.script.of("said")).extracting((heard) -> ((Said) heard.instance()).number()).contains(0, 2, 3);
	}

	// S21
	@Test
	void ofARowThatIsGoneIsHeardWithTheIdentifierByWhoTakesTheSignal(CapturedOutput output) {
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.signals.send(Shipped.of(parcel));
		assertThat(records()).isEqualTo(2);
		this.signals.mute(() -> this.parcels.deleteById(parcel.getId()));
		this.delivery.start();
		Shipped heard = (Shipped) only("shipped");
		assertThat(heard.instance().getId()).isEqualTo(parcel.getId());
		assertThat(heard.instance().name).isNull();
		assertThat(heard.cost()).isEqualTo(new BigDecimal("4.90"));
		assertThat(this.script.of("instance")).isEmpty();
		assertThat(output).containsOnlyOnce("Receiver 'instance' is no longer called");
	}

	@Test
	void hasAReferenceToAnotherEntityThatIsReadAnewOrGone() {
		this.signals
			.mute(() -> this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Depot(7L))));
		Parcel parcel = saveMuted("one");
		Shipped plain = Shipped.of(parcel);
		Shipped sent = new Shipped(parcel, plain.cost(), plain.at(), plain.status(), plain.notes(), plain.labels(),
				null, new Depot(7L));
		this.signals.send(sent);
		assertThat(((Shipped) only("shipped")).depot().id).isEqualTo(7L);
		this.script.clear();
		this.delivery.stop();
		this.signals.send(sent);
		this.signals.mute(() -> this.transaction.executeWithoutResult(
				(status) -> this.entityManager.createQuery("delete from Parcel$Depot").executeUpdate()));
		this.delivery.start();
		assertThat(((Shipped) only("shipped")).depot()).isNull();
	}

	@Test
	void failsTheTransactionIfItsEntityHasNoIdentifier() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.signals.send(new Sent(new Parcel("never saved"))))
			.withMessageContaining("the identifier of " + Parcel.class.getName() + " has no value");
		assertThat(records()).isZero();
	}

	@Test
	void inAListIsReadByOneQueryAndRemovedByOneStatement() { // S24
		this.delivery.stop();
		List<Parcel> parcels = new ArrayList<>();
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < 12; i++) {
				parcels.add(saveMuted("p" + i));
				this.signals.send(new Listed(parcels.get(i), i));
			}
		});
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.script.on("listed", (heard) -> {
			if (((Listed) heard.instance()).number() == 11) {
				throw new IllegalStateException("only alone");
			}
		});
		this.traffic.begin();
		this.delivery.start();
		awaitParked(1);
		List<String> sent = this.traffic.end();
		assertThat(this.script.lists.get(0)).isEqualTo(10);
		assertThat(sent.stream().filter((sql) -> sql.contains("from parcel p"))).hasSizeLessThanOrEqualTo(5);
		assertThat(this.script.of("listed").subList(0, 10)).extracting((heard) -> ((Listed) heard.instance()).number())
			.containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
		assertThat(this.script.of("listed").subList(0, 10))
			.allSatisfy((heard) -> assertThat(((Listed) heard.instance()).instance().name)
				.isEqualTo("p" + ((Listed) heard.instance()).number()));
		assertThat(this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class)).isEqualTo(1);
	}

	@Test
	void sharesATransactionWhereItsOwnerSaysSo() { // S24
		this.delivery.stop();
		this.transaction.executeWithoutResult(
				(status) -> IntStream.range(0, 10).forEach((number) -> this.signals.send(new Shared("s" + number))));
		this.jdbc.update("update signals_outbox set partition_number = 3");
		List<Object> transactions = new CopyOnWriteArrayList<>();
		this.script.on("shared",
				(heard) -> transactions.add(TransactionSynchronizationManager.getResource(this.jdbc.getDataSource())));
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("shared")).hasSize(10);
		assertThat(Set.copyOf(transactions)).hasSizeLessThan(10);
	}

	@ParameterizedTest // S23
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					sender    | java.lang.Runtime | java.lang.Runtime is not a signal
					sender    | io.github.signals.delivery.durable.OwnSignalApplication$Stranger | is not a signal
					sender    | io.github.signals.delivery.durable.OwnSignalApplication$Known | Its receiver does not hear
					operation | CREATED | is not an entity
					payload   | {"origin":"APPLICATION"} | lacks 'instance'
					payload   | {"origin":"APPLICATION","components":{"instance":"a"}} | lacks 'number'
					payload   | {"origin":"APPLICATION","components":{"instance":"a","number":1,"x":2}} | 'x' is not a component
					payload   | {"origin":"APPLICATION","components":{"instance":"a","number":null}} | Nothing was recorded
					payload   | {"origin":"APPLICATION","components":{"instance":1,"number":1}} | 'instance' of
					payload   | {"origin":"APPLICATION","components":{"instance":["object:java.net.URL","1"],"number":1}} | cannot be read
					payload   | {"origin":"APPLICATION","subject":"instance","components":{"number":1}} | Nothing was recorded
					payload   | {"origin":"APPLICATION","about":"java.lang.Runtime","subject":"instance","components":{"number":1}} | java.lang.Runtime is not an entity
					""")
	void thatSomebodyHasTamperedWithIsParkedAndNeverMade(String column, String value, String reason) {
		this.delivery.stop();
		this.signals.send(new Said("one", 1));
		keepOnly("said");
		this.jdbc.update("update signals_outbox set " + column + " = ?",
				column.equals("payload") ? OutboxPayload.bytes(value) : value);
		this.delivery.start();
		awaitParked(1);
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.error()).contains(reason);
		assertThat(parked.attempts()).isEqualTo(1);
		assertThat(this.script.of("said")).isEmpty();
	}

	@Test
	void ofAClassThatHadOtherNamesIsMadeByThoseThatItHasNow() { // S23
		this.delivery.stop();
		this.signals.send(new Said("one", 1));
		keepOnly("said");
		OutboxPayload.write(this.jdbc, OutboxPayload.read(this.jdbc).replace("\"number\"", "\"count\""));
		this.jdbc.update("update signals_outbox set sender = 'org.example.Uttered'");
		this.delivery.start();
		assertThat(only("said")).isEqualTo(new Said("one", 1));
	}

	@Test
	void ofAnEarlierVersionLacksWhatMayBeNull() {
		Parcel parcel = saveMuted("one");
		this.delivery.stop();
		this.signals.send(Shipped.of(parcel));
		keepOnly("shipped");
		String payload = OutboxPayload.read(this.jdbc);
		String older = payload.replaceAll(",\"label\":\\[\"object\",\"[^]]*\"\\]", "");
		assertThat(older).isNotEqualTo(payload);
		OutboxPayload.write(this.jdbc, older);
		this.delivery.start();
		assertThat(((Shipped) only("shipped")).label()).isNull();
	}

}
