package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.delivery.durable.SharingApplication.Clerk;
import io.github.signals.delivery.durable.SharingApplication.Mood;
import io.github.signals.delivery.durable.SharingApplication.Sharing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that are recorded while nobody makes any, all in one partition.
 */
abstract class SharingTestBase extends DurableTestBase {

	@Autowired
	Sharing sharing;

	@Autowired
	Mood mood;

	@Autowired
	Clerk clerk;

	@Autowired
	Statements statements;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	EntityManager entityManager;

	/** The sessions in which receivers have run, in their order. */
	final List<Object> sessions = new CopyOnWriteArrayList<>();

	@BeforeEach
	void holdCalls() {
		this.delivery.stop();
		this.sharing.depots.set(0);
		this.mood.failing = false;
	}

	@AfterEach
	void forgetDepots() {
		this.signals.mute(() -> {
			this.parcels.deleteAll();
			this.transaction.executeWithoutResult(
					(status) -> this.entityManager.createQuery("delete from Parcel$Depot").executeUpdate());
		});
	}

	/**
	 * Record the calls of parcels that are named by numbers, beginning with 0.
	 */
	List<Parcel> record(int count) {
		return this.transaction.execute((status) -> this.parcels
			.saveAll(IntStream.range(0, count).mapToObj((number) -> new Parcel("p" + number)).toList()));
	}

	/**
	 * Have the recorded calls made, and only those of one receiver.
	 */
	void deliver(String uid) {
		this.jdbc.update("delete from signals_outbox where uid <> ?", uid);
		this.jdbc.update("update signals_outbox set partition_number = 3");
		this.delivery.start();
	}

	/**
	 * Have each call leave its name in the database, before it does what may fail.
	 */
	void onEach(String uid, Consumer<Heard> act) {
		this.script.on(uid, (heard) -> {
			EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(this.factory);
			this.sessions.add((session != null) ? session : "none");
			this.jdbc.update("insert into effects values (?)", heard.parcel().name);
			act.accept(heard);
		});
	}

	List<String> effects() {
		return this.jdbc.queryForList("select name from effects", String.class);
	}

	/**
	 * Return how many calls were made in each transaction, in their order.
	 */
	List<Integer> transactions() {
		Map<Object, Integer> numbers = new ConcurrentHashMap<>();
		List<Object> order = this.sessions.stream().distinct().toList();
		this.sessions.forEach((session) -> numbers.merge(session, 1, Integer::sum));
		return order.stream().map(numbers::get).toList();
	}

	/**
	 * See how many calls there were in each transaction; where the machine was slow, some
	 * have not begun before the share was over.
	 */
	void assertShared(Integer... sizes) {
		List<Integer> made = transactions();
		if (this.script.lists.isEmpty()) {
			assertThat(made.stream().mapToInt(Integer::intValue).sum())
				.isEqualTo(Stream.of(sizes).mapToInt(Integer::intValue).sum())
				.isGreaterThan(made.size());
		}
		else {
			assertThat(made).containsExactly(sizes);
		}
	}

	static List<String> names(int first, int end) {
		return IntStream.range(first, end).mapToObj((number) -> "p" + number).toList();
	}

}
