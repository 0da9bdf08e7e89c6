package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.signals.delivery.durable.Parcel.Depot;
import io.github.signals.delivery.durable.SharingApplication.Languages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that share a transaction: lists, and single ones of a receiver whose owner says
 * so.
 */
abstract class SharingContract extends SharingTestBase {

	// S24
	@Test
	void aListHasWhatIsDueAndIsReadAndRemovedAtOnce() {
		record(12);
		List<String> ids = this.jdbc
			.queryForList("select id from signals_outbox where uid = 'listed' order by sequence_number", String.class);
		onEach("listed", (heard) -> {
		});
		this.statements.begin();
		deliver("listed");
		awaitAllDone();
		List<String> sent = this.statements.end();

		assertThat(this.script.lists).containsExactly(10, 2);
		assertThat(this.script.names("listed")).isEqualTo(names(0, 12));
		assertThat(this.script.of("listed")).extracting((heard) -> heard.context().id().toString()).isEqualTo(ids);
		assertShared(10, 2);
		assertThat(sent.stream().filter((sql) -> sql.startsWith("delete from signals_outbox where sequence_number in")))
			.hasSize(2);
		assertThat(sent.stream().filter((sql) -> sql.contains("from parcel p"))).hasSize(2);
	}

	@Test
	void singleCallsShareATransactionWhereTheirOwnerSaysSo() { // S24
		record(12);
		onEach("shared", (heard) -> {
		});
		deliver("shared");
		awaitAllDone();
		assertThat(this.script.names("shared")).isEqualTo(names(0, 12));
		assertThat(this.script.of("shared")).extracting((heard) -> heard.context().id()).doesNotHaveDuplicates();
		assertShared(10, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void theCallsOfAnEntityStayInTheirOrder(String uid) { // S21
		List<Parcel> parcels = record(3);
		for (int i = 0; i < 4; i++) {
			String name = "again " + i;
			parcels.forEach((parcel) -> update(parcel, (found) -> found.name = parcel.getId() + " " + name));
		}
		List<String> order = this.jdbc.queryForList(
				"select id from signals_outbox where uid = '" + uid + "' order by sequence_number", String.class);
		onEach(uid, (heard) -> {
		});
		deliver(uid);
		awaitAllDone();
		assertThat(this.script.of(uid)).extracting((heard) -> heard.context().id().toString()).isEqualTo(order);
		assertShared(10, 5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void aCallThatIsAddedMeanwhileFollows(String uid) {
		List<Parcel> parcels = record(3);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		onEach(uid, (heard) -> {
			begun.countDown();
			awaitSoon(open);
		});
		deliver(uid);
		await(begun);
		update(parcels.get(2), (found) -> found.name = "later");
		open.countDown();
		awaitAllDone();
		assertThat(
				this.script.of(uid).stream().filter((heard) -> heard.parcel().getId().equals(parcels.get(2).getId())))
			.extracting((heard) -> heard.changes().contains("name") && heard.changes().before("name") != null)
			.containsExactly(false, true);
		assertThat(effects()).hasSize(4);
	}

	private static void awaitSoon(CountDownLatch open) {
		try {
			open.await(200, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "instances", "shared", "listed" })
	void aRowThatIsGoneIsLeftOut(String uid) {
		List<Parcel> parcels = record(4);
		long gone = this.delivery.gone();
		this.signals.mute(() -> this.parcels.delete(parcels.get(1)));
		onEach(uid, (heard) -> {
		});
		deliver(uid);
		awaitAllDone();
		boolean taken = !uid.equals("instances");
		assertThat(effects()).containsExactlyInAnyOrderElementsOf(taken ? names(0, 4) : List.of("p0", "p2", "p3"));
		assertThat(this.delivery.gone() - gone).isEqualTo(taken ? 0 : 1);
	}

	@Test
	void aConditionThatIsNotMetLeavesACallOut() {
		this.mood.failing = true;
		this.transaction.executeWithoutResult(
				(status) -> this.parcels.saveAll(List.of(new Parcel("p0"), new Parcel("unwanted"), new Parcel("p1"))));
		this.mood.failing = false;
		this.parcels.save(new Parcel("p2"));
		deliver("instances");
		awaitAllDone();
		assertThat(this.script.names("instances")).containsExactlyInAnyOrder("p0", "p1", "p2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void callsWithOtherSurroundingsAreMadeApart(String uid) { // S23
		List<String> heard = new CopyOnWriteArrayList<>();
		Map<Object, Set<String>> languages = new ConcurrentHashMap<>();
		for (int i = 0; i < 6; i++) {
			Languages.CURRENT.set((i % 2 == 0) ? "de" : "en");
			this.parcels.save(new Parcel("p" + i));
		}
		Languages.CURRENT.remove();
		onEach(uid, (call) -> {
			String language = Languages.CURRENT.get();
			heard.add(language + " " + call.parcel().name);
			languages.computeIfAbsent(this.sessions.get(this.sessions.size() - 1), (session) -> new TreeSet<>())
				.add(language);
		});
		deliver(uid);
		awaitAllDone();
		// In another order where the machine was slow, and a share was soon over
		assertThat(heard).containsExactlyInAnyOrder("de p0", "de p2", "de p4", "en p1", "en p3", "en p5");
		assertThat(languages.values()).allSatisfy((together) -> assertThat(together).hasSize(1));
		assertShared(3, 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void whatAnotherNodeHasTakenIsNotCalled(String uid) {
		record(20);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		onEach(uid, (heard) -> {
			begun.countDown();
			await(open);
		});
		deliver(uid);
		await(begun);
		List<String> second = this.jdbc.queryForList(
				"select id from signals_outbox where uid = '" + uid + "' order by sequence_number desc", String.class);
		this.jdbc.update("delete from signals_outbox where id in (?, ?)", second.get(0), second.get(4));
		open.countDown();
		awaitAllDone();
		List<String> expected = new ArrayList<>(names(0, 20));
		expected.removeAll(Set.of("p19", "p15"));
		assertThat(effects()).containsExactlyInAnyOrderElementsOf(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void noOtherNodeCanMakeACallOfThoseThatRun(String uid) { // S21
		record(3);
		List<Integer> free = new CopyOnWriteArrayList<>();
		onEach(uid,
				(heard) -> free.add(
						CompletableFuture
							.supplyAsync(() -> this.jdbc
								.queryForList("select id from signals_outbox for update skip locked", String.class)
								.size())
							.join()));
		deliver(uid);
		awaitAllDone();
		assertShared(3);
		assertThat(free).containsExactly(0, 0, 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void theCallsOfAnEntityStayInTheirOrderIfOthersAreMadeApart(String uid) { // S21, S23
		Parcel parcel = record(2).get(0);
		for (String language : List.of("de", "none", "de")) {
			Languages.CURRENT.set(language);
			update(parcel, (found) -> found.name += "!");
		}
		Languages.CURRENT.remove();
		List<String> heard = new CopyOnWriteArrayList<>();
		onEach(uid, (call) -> heard.add(Languages.CURRENT.get() + " " + call.changes().after("name")));
		deliver(uid);
		awaitAllDone();
		assertThat(heard).containsExactly("none p0", "none p1", "de p0!", "none p0!!", "de p0!!!");
	}

	@Test
	void slowCallsHardlyShare() {
		record(6);
		CountDownLatch never = new CountDownLatch(1);
		onEach("shared", (heard) -> awaitSome(never));
		deliver("shared");
		awaitAllDone();
		assertThat(effects()).containsExactlyInAnyOrderElementsOf(names(0, 6));
		assertThat(transactions()).allMatch((calls) -> calls <= 2).hasSizeGreaterThanOrEqualTo(3);
	}

	private static void awaitSome(CountDownLatch never) {
		try {
			never.await(30, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void eachCallFindsWhatTheOneBeforeHasWrittenAndReadsItsInstanceAnew() { // S6
		this.signals
			.mute(() -> this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Depot(1L))));
		Parcel parcel = record(1).get(0);
		for (int i = 0; i < 7; i++) {
			update(parcel, (found) -> found.name += "!");
		}
		List<Integer> stored = new CopyOnWriteArrayList<>();
		onEach("shared", (heard) -> {
			stored.add(this.jdbc.queryForObject("select parcels from parcel$depot", Integer.class));
			this.entityManager.find(Depot.class, 1L).parcels++;
		});
		deliver("shared");
		awaitAllDone();
		assertThat(stored).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
		assertThat(this.script.of("shared").stream().map((heard) -> System.identityHashCode(heard.instance())))
			.doesNotHaveDuplicates();
		assertShared(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "shared" })
	void whatTheCallsOfOneTransactionWriteIsOneNetChange(String uid) { // S10
		this.signals
			.mute(() -> this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Depot(1L))));
		record(5);
		onEach(uid, (heard) -> {
			Depot depot = this.entityManager.find(Depot.class, 1L);
			depot.parcels++;
		});
		deliver(uid);
		awaitAllDone();
		assertThat(this.entityManager.find(Depot.class, 1L).parcels).isEqualTo(5);
		assertShared(5);
		await().until(() -> this.sharing.depots.get() == transactions().size());
	}

}
