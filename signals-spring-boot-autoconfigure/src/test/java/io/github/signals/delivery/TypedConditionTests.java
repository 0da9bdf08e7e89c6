package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.DeclaredConditions;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSave;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverConditionException;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverExplanation;
import io.github.signals.ReceiverExplanation.Outcome;
import io.github.signals.ReceiverFailure;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static io.github.signals.ReceiverConditions.allOf;
import static io.github.signals.ReceiverConditions.anyOf;
import static io.github.signals.ReceiverConditions.changed;
import static io.github.signals.ReceiverConditions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Conditions in Java: who asks them, when, and what happens if they fail.
 */
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:typed-conditions")
class TypedConditionTests {

	@Autowired
	private Ledgers ledgers;

	@Autowired
	private Words words;

	@Autowired
	private Receivers receivers;

	@Autowired
	private Handler handler;

	@Autowired
	private Signals signals;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void startEmpty() {
		this.signals.mute(() -> this.ledgers.deleteAll());
		this.words.failure = null;
		this.receivers.heard.clear();
		this.handler.failures.clear();
	}

	private List<String> heard(String receiver) {
		return this.receivers.heard.stream()
			.filter((event) -> event.startsWith(receiver + " "))
			.map((event) -> event.substring(receiver.length() + 1))
			.toList();
	}

	private Ledger save(String name) {
		return this.ledgers.save(new Ledger(name));
	}

	private void rename(Ledger ledger, String name) {
		ledger.setName(name);
		this.ledgers.save(ledger);
	}

	@Test
	void asksTheBeanOfTheClass() {
		save("short");
		save("a long name");
		assertThat(heard("bean")).containsExactly("a long name");
	}

	@Test
	void createsAConditionThatIsNotABeanOnceAndInjectsItsDependencies() {
		save("short");
		save("a long name");
		assertThat(heard("created")).containsExactly("short");
		assertThat(NotLong.created.get()).isEqualTo(1);
	}

	@Test
	void requiresAllOfThem() {
		save("a long name");
		Ledger ledger = save("short");
		rename(ledger, "a long name");
		assertThat(heard("both")).containsExactly("a long name");
	}

	// S7: the condition asks for the changes, although the receiver takes none
	@Test
	void knowsTheChanges() {
		Ledger ledger = save("short");
		rename(ledger, "short");
		rename(ledger, "other");
		assertThat(heard("renamed")).containsExactly("other");
	}

	// S7: even if nobody else asks for them
	@Test
	void hasTheChangesComputed() {
		new ApplicationContextRunner().withPropertyValues("spring.datasource.url=jdbc:h2:mem:only-typed-condition")
			.withUserConfiguration(JdbcStore.class)
			.withBean(OnlyReceiver.class)
			.run((context) -> {
				Ledger ledger = context.getBean(Ledgers.class).save(new Ledger("short"));
				ledger.setName("other");
				context.getBean(Ledgers.class).save(ledger);
				assertThat(context.getBean(OnlyReceiver.class).heard).containsExactly("other");
			});
	}

	@Test
	void testsSeveralSignalsByWhatTheyShare() {
		Ledger ledger = save("a long name");
		save("short");
		this.ledgers.deleteAll();
		assertThat(heard("several")).containsExactly("PostSave a long name", "PostDelete a long name");
		assertThat(heard("before")).containsExactly("a long name");
		assertThat(ledger.getId()).isNotNull();
	}

	@Test
	void testsSignalsOfTheApplication() {
		this.signals.send(new Closed(new Ledger("one"), 3));
		this.signals.send(new Closed(new Ledger("two"), 300));
		assertThat(heard("closed")).containsExactly("two");
	}

	// S10
	@Test
	void testsTheNetChange() {
		this.transaction.executeWithoutResult((status) -> {
			Ledger ledger = save("short");
			rename(ledger, "a long name");
			save("another long name");
			rename(save("yet another long name"), "brief");
			assertThat(heard("net")).isEmpty();
		});
		assertThat(heard("net")).containsExactly("a long name", "another long name");
		assertThat(heard("list")).containsExactly("[a long name, another long name]");
	}

	@Test
	void failsTheSaveInTheTransactionIfItFails() {
		this.words.failure = new IllegalStateException("secret");
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> save("short"))
			.satisfies((thrown) -> assertThat(thrown.failure().cause()).isInstanceOf(ReceiverConditionException.class)
				.hasMessage("The condition LongName could not be evaluated, because it has failed.")
				.hasRootCauseMessage("secret"));
		assertThat(this.ledgers.findAll()).isEmpty();
	}

	@Test
	void hasAFailureHandledAfterTheCommitIfItFails() {
		this.signals.disable("bean");
		this.words.after = new IllegalStateException("later");
		try {
			save("a long name");
		}
		finally {
			this.words.after = null;
			this.signals.enable("bean");
		}
		assertThat(this.ledgers.findAll()).hasSize(1);
		assertThat(heard("late")).isEmpty();
		assertThat(this.handler.failures).extracting((failure) -> failure.receiver().uid()).containsExactly("late");
		assertThat(this.handler.failures.get(0).cause()).isInstanceOf(ReceiverConditionException.class);
	}

	@Test
	void isCombinedForReceiversThatAreConnectedAtRunTime() {
		List<String> heard = new ArrayList<>();
		ReceiverSpec<PostSave<Ledger>> spec = ReceiverSpec.postSave(Ledger.class)
			.uid("combined")
			.when(anyOf(changed("name").from("one").to("two"), (saved) -> saved.instance().getName().equals("three"),
					allOf(changed("name"), not((saved) -> !saved.instance().getName().equals("four")))))
			.when(NotLong.class);
		this.signals.connect(spec, (saved) -> heard.add(saved.instance().getName()));
		try {
			Ledger ledger = save("one");
			rename(ledger, "two");
			rename(ledger, "three");
			rename(ledger, "two");
			rename(ledger, "four");
			rename(ledger, "a long name");
			assertThat(heard).containsExactly("two", "three", "four");
			assertThat(info("combined").conditions().when()).containsExactly("NotLong",
					"anyOf(changed(\"name\").from(...).to(...), lambda in TypedConditionTests,"
							+ " allOf(changed(\"name\"), not(lambda in TypedConditionTests)))");
		}
		finally {
			this.signals.disconnect("combined");
		}
	}

	@Test
	void isNamedWhereTheReceiverIsDescribed() {
		assertThat(info("both").conditions()).isEqualTo(new DeclaredConditions(List.of(), List.of(), List.of(), null,
				List.of("LongName", "Renamed"), false, true));
		assertThat(this.signals.explain(Ledger.class)).filteredOn((each) -> each.receiver().uid().equals("both"))
			.extracting(ReceiverExplanation::outcome)
			.containsExactly(Outcome.DEPENDS);
	}

	private ReceiverInfo info(String uid) {
		return this.signals.receivers().stream().filter((info) -> info.uid().equals(uid)).findFirst().orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ JdbcStore.class, Words.class, LongName.class, Receivers.class, Handler.class })
	static class Application {

	}

	static class Words {

		volatile RuntimeException failure;

		volatile RuntimeException after;

		boolean isLong(String name) {
			if (this.failure != null) {
				throw this.failure;
			}
			return name.length() > 5;
		}

	}

	static class LongName implements ReceiverCondition<EntitySignal<Ledger>> {

		private final Words words;

		LongName(Words words) {
			this.words = words;
		}

		@Override
		public boolean test(EntitySignal<Ledger> signal) {
			return this.words.isLong(signal.instance().getName());
		}

	}

	static class NotLong implements ReceiverCondition<PostSave<Ledger>> {

		static final AtomicInteger created = new AtomicInteger();

		private final Words words;

		NotLong(Words words) {
			this.words = words;
			created.incrementAndGet();
		}

		@Override
		public boolean test(PostSave<Ledger> signal) {
			return !this.words.isLong(signal.instance().getName());
		}

	}

	static class Late implements ReceiverCondition<PostSave<Ledger>> {

		private final Words words;

		Late(Words words) {
			this.words = words;
		}

		@Override
		public boolean test(PostSave<Ledger> signal) {
			if (this.words.after != null) {
				throw this.words.after;
			}
			return false;
		}

	}

	static class Renamed implements ReceiverCondition<PostSave<?>> {

		@Override
		public boolean test(PostSave<?> signal) {
			return !signal.created() && signal.changes().contains("name");
		}

	}

	static class Large implements ReceiverCondition<Closed> {

		@Override
		public boolean test(Closed signal) {
			return signal.sum() > 100;
		}

	}

	record Closed(Ledger instance, int sum) implements Signal<Ledger> {

	}

	static class OnlyReceiver {

		private final List<String> heard = new ArrayList<>();

		@PostSaveReceiver(when = Renamed.class)
		void renamed(Ledger ledger) {
			this.heard.add(ledger.getName());
		}

	}

	static class Receivers {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@PostSaveReceiver(dispatchUid = "bean", when = LongName.class)
		void bean(Ledger ledger) {
			this.heard.add("bean " + ledger.getName());
		}

		@PostSaveReceiver(when = NotLong.class)
		void created(Ledger ledger) {
			this.heard.add("created " + ledger.getName());
		}

		@PostSaveReceiver(dispatchUid = "both", when = { LongName.class, Renamed.class })
		void both(Ledger ledger) {
			this.heard.add("both " + ledger.getName());
		}

		@PostSaveReceiver(when = Renamed.class)
		void renamed(Ledger ledger) {
			this.heard.add("renamed " + ledger.getName());
		}

		@PreSaveReceiver(when = LongName.class)
		void before(PreSave<Ledger> signal) {
			this.heard.add("before " + signal.instance().getName());
		}

		@Receiver(value = { PostSave.class, PostDelete.class }, when = LongName.class)
		void several(EntitySignal<Ledger> signal) {
			this.heard.add("several " + signal.getClass().getSimpleName() + " " + signal.instance().getName());
		}

		@Receiver(when = Large.class)
		void closed(Closed signal) {
			this.heard.add("closed " + signal.instance().getName());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, when = LongName.class)
		void net(Ledger ledger) {
			this.heard.add("net " + ledger.getName());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, when = LongName.class)
		void list(List<Ledger> ledgers) {
			this.heard.add("list " + ledgers.stream().map(Ledger::getName).toList());
		}

		@PostSaveReceiver(dispatchUid = "late", delivery = Delivery.AFTER_COMMIT, when = Late.class)
		void late(Ledger ledger) {
			this.heard.add("late " + ledger.getName());
		}

	}

	static class Handler implements ReceiverErrorHandler {

		private final List<ReceiverFailure> failures = new CopyOnWriteArrayList<>();

		@Override
		public void handle(ReceiverFailure failure) {
			this.failures.add(failure);
		}

	}

}
