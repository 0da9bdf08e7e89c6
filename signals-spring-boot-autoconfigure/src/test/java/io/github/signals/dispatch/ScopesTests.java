package io.github.signals.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.Mute;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.testing.Calls;
import io.github.signals.testing.LoggedEvents;
import io.github.signals.testing.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for mute, import and actor scopes, and for {@link SignalContext}.
 */
class ScopesTests {

	private final SignalsFixture fixture = new SignalsFixture();

	private final Signals signals = this.fixture.signals;

	private final Calls calls = new Calls();

	private final AtomicInteger asked = new AtomicInteger();

	private final Dispatcher dispatcher = new Dispatcher(this.fixture.registry, (signal, context, routes) -> {
	}, () -> "auditor" + this.asked.incrementAndGet());

	@Test
	void muteOfAllDeliversNothing() { // S18
		hearOrdersAndBooks();
		this.signals.mute(this::saveAndDeleteBoth);
		assertThat(this.calls.all()).isEmpty();
		assertThat(this.signals.mute(() -> this.signals.send(Sent.created(new Order(1))))).isEmpty();
	}

	@Test
	void muteOfAReceiverLetsTheOthersHear() { // S18
		hearOrdersAndBooks();
		this.signals.mute(Mute.receiver("orderSaved", "bookDeleted"), this::saveAndDeleteBoth);
		assertThat(this.calls.all()).containsExactly("orderDeleted", "bookSaved");
	}

	@Test
	void muteOfAReceiverThatThereIsNotIsNamedOnceWithTheNearest() { // S14, S18
		hearOrdersAndBooks();
		try (LoggedEvents log = new LoggedEvents()) {
			this.signals.mute(Mute.receiver("orderSave", "bookSaved"), this::saveAndDeleteBoth);
			this.signals.mute(Mute.receiver("orderSave", "audit"), this::saveAndDeleteBoth);
			assertThat(log.messages()).containsExactlyInAnyOrder(
					"There is no receiver 'orderSave' to mute. Did you mean orderSaved?",
					"There is no receiver 'audit' to mute.");
		}
	}

	@Test
	void muteOfASenderCoversItsDeletes() { // S18
		hearOrdersAndBooks();
		this.signals.mute(Mute.sender(Order.class), this::saveAndDeleteBoth);
		assertThat(this.calls.all()).containsExactly("bookSaved", "bookDeleted");
	}

	@Test
	void muteOfASignalCoversAllSenders() { // S18
		hearOrdersAndBooks();
		this.signals.mute(Mute.all().signal(PostSave.class), this::saveAndDeleteBoth);
		assertThat(this.calls.all()).containsExactly("orderDeleted", "bookDeleted");
	}

	@Test
	void muteOfACombinationMutesWhatFitsBoth() { // S18
		hearOrdersAndBooks();
		this.signals.mute(Mute.sender(Order.class).signal(PostDelete.class), this::saveAndDeleteBoth);
		assertThat(this.calls.all()).containsExactly("orderSaved", "bookSaved", "bookDeleted");
	}

	@Test
	void muteScopesNestAndEndWithTheirWork() { // S18
		hearOrdersAndBooks();
		this.signals.mute(Mute.sender(Order.class), () -> {
			this.signals.mute(Mute.all().signal(PostDelete.class), this::saveAndDeleteBoth);
			this.calls.add("|");
			saveAndDeleteBoth();
			this.calls.add("|");
		});
		saveAndDeleteBoth();
		assertThat(this.calls.all()).containsExactly("bookSaved", "|", "bookSaved", "bookDeleted", "|", "orderSaved",
				"orderDeleted", "bookSaved", "bookDeleted");
	}

	@Test
	void scopesEndWhenTheirWorkThrows() { // S18
		hearOrdersAndBooks();
		Runnable failing = () -> {
			throw new IllegalStateException("no");
		};
		assertThatIllegalStateException().isThrownBy(() -> this.signals.mute(failing));
		assertThatIllegalStateException().isThrownBy(() -> this.signals.importing(failing));
		assertThatIllegalStateException().isThrownBy(() -> this.signals.withActor("anna", failing));
		saveAndDeleteBoth();
		assertThat(this.calls.all()).hasSize(4);
		assertThat(DispatchScope.current().scopes().actor).isNull();
	}

	@Test
	void scopesBelongToTheirThread() { // S18
		hearOrdersAndBooks();
		this.signals
			.mute(() -> this.signals.importing(() -> CompletableFuture.runAsync(this::saveAndDeleteBoth).join()));
		assertThat(this.calls.all()).hasSize(4);
	}

	@Test
	void carriedWorkRunsInTheScopesOfItsOrigin() { // S18
		hearOrdersAndBooks();
		List<Runnable> carried = new ArrayList<>();
		this.signals.mute(Mute.sender(Order.class), () -> carried.add(DispatchScope.carry(this::saveAndDeleteBoth)));
		CompletableFuture.runAsync(carried.get(0)).join();
		assertThat(this.calls.all()).containsExactly("bookSaved", "bookDeleted");
	}

	@Test
	void receiversDoNotRunOnImportsUnlessTheySaySo() { // S18, Behaviours 25
		this.signals.connect(ReceiverSpec.postSave(Order.class), (saved) -> this.calls.add("no imports"));
		this.signals.connect(ReceiverSpec.postSave(Order.class).imports(),
				(saved) -> this.calls.add("imports:" + saved.context().imported()));
		this.signals.importing(() -> this.signals.importing(() -> save(new Order(1))));
		assertThat(this.calls.all()).containsExactly("imports:true");
		save(new Order(1));
		assertThat(this.calls.all()).containsExactly("imports:true", "no imports", "imports:false");
	}

	@Test
	void scopesReturnWhatTheirWorkReturns() {
		assertThat(this.signals.mute(Mute.receiver("any"), () -> 1)).isEqualTo(1);
		assertThat(this.signals.importing(() -> 2)).isEqualTo(2);
		assertThat(this.signals.withActor("anna", () -> 3)).isEqualTo(3);
	}

	@Test
	void actorIsAskedOnceASignalAndOnlyIfWanted() { // S19
		this.signals.connect(ReceiverSpec.postSave(Book.class), (saved) -> {
		});
		this.signals.connect(ReceiverSpec.postSave(Order.class), (saved) -> this.calls.add(actor(saved)));
		this.signals.connect(ReceiverSpec.postSave(Order.class), (saved) -> this.calls.add(actor(saved)));
		save(new Book(1));
		assertThat(this.asked).hasValue(0);
		save(new Order(1));
		save(new Order(2));
		assertThat(this.calls.all()).containsExactly("auditor1", "auditor1", "auditor2", "auditor2");
	}

	@Test
	void innermostActorCountsAndTheAuditorIsNotAsked() { // S19
		this.signals.connect(ReceiverSpec.postSave(Order.class), (saved) -> this.calls.add(actor(saved)));
		this.signals.withActor("anna", () -> {
			this.signals.withActor("bert", () -> save(new Order(1)));
			save(new Order(2));
		});
		assertThat(this.calls.all()).containsExactly("bert", "anna");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void contextSaysWhoWhatAndThroughWhat() { // S19, S12, Behaviours 118
		this.signals.connect(ReceiverSpec.postSave(Order.class).uid("cause"), (saved) -> {
			this.calls.add(describe(saved.context()));
			save(new Book(1));
		});
		this.signals.connect(ReceiverSpec.postSave(Book.class), (saved) -> this.calls.add(describe(saved.context())));
		save(new Order(1));
		assertThat(this.calls.all()).containsExactly("ordersManager REPOSITORY null", "ordersManager REPOSITORY cause");
	}

	private static String describe(SignalContext context) {
		return context.using() + " " + context.origin() + " " + context.causedBy();
	}

	private static String actor(PostSave<?> saved) {
		return String.valueOf(saved.context().actor());
	}

	private void hearOrdersAndBooks() {
		this.signals.connect(ReceiverSpec.postSave(Order.class).uid("orderSaved"), (signal) -> called("orderSaved"));
		this.signals.connect(ReceiverSpec.postDelete(Order.class).uid("orderDeleted"),
				(signal) -> called("orderDeleted"));
		this.signals.connect(ReceiverSpec.postSave(Book.class).uid("bookSaved"), (signal) -> called("bookSaved"));
		this.signals.connect(ReceiverSpec.postDelete(Book.class).uid("bookDeleted"), (signal) -> called("bookDeleted"));
	}

	private void called(@Nullable String uid) {
		this.calls.add(String.valueOf(uid));
	}

	private void saveAndDeleteBoth() {
		save(new Order(1));
		delete(new Order(1));
		save(new Book(1));
		delete(new Book(1));
	}

	private void save(Object instance) {
		this.dispatcher.now(new PostSave<>(instance.getClass(), instance, false, Changes.none(), context()),
				this.fixture.registry.routes(instance.getClass()));
	}

	private void delete(Object instance) {
		this.dispatcher.now(new PostDelete<>(instance.getClass(), instance, context()),
				this.fixture.registry.routes(instance.getClass()));
	}

	private DispatchContext context() {
		return this.dispatcher.context("ordersManager", Origin.REPOSITORY, IdentifierAccessor.NONE);
	}

	record Order(long id) {

	}

	record Book(long id) {

	}

}
