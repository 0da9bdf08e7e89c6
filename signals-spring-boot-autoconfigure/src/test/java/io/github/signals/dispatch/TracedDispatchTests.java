package io.github.signals.dispatch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Predicate;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.signals.Changes;
import io.github.signals.DataSignal;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalContext.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a trace costs the dispatch: nothing, unless there is one.
 */
class TracedDispatchTests {

	private static final int ROUNDS = 10_000;

	private final SignalsFixture fixture = new SignalsFixture();

	private final CountingTrace trace = new CountingTrace();

	private int called;

	private void connect() {
		this.fixture.signals.connect(ReceiverSpec.postSave(Tea.class).uid("heard"), (signal) -> this.called++);
		this.fixture.signals.connect(ReceiverSpec.postSave(Tea.class).uid("left.out").on(On.CREATED),
				(signal) -> this.called++);
	}

	private long bytes() {
		SenderRoutes routes = this.fixture.registry.routes(Tea.class);
		DispatchContext context = this.fixture.dispatcher.context(null, Origin.REPOSITORY, IdentifierAccessor.NONE);
		PostSave<Tea> signal = new PostSave<>(Tea.class, new Tea("green"), false, Changes.none(), context);
		this.fixture.dispatcher.now(signal, routes);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < ROUNDS; i++) {
			this.fixture.dispatcher.now(signal, routes);
		}
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	@Test
	void aDispatchThatNobodyTracesMakesNoGarbage() {
		connect();
		assertThat(bytes()).isLessThan(ROUNDS);
		assertThat(this.called).isEqualTo(ROUNDS + 1);
	}

	@Test
	void whoIsLeftOutIsToldToATraceThatIsThere() {
		connect();
		this.fixture.registry.traceBy(this.trace);
		assertThat(bytes()).isGreaterThan(ROUNDS);
		assertThat(this.trace.leftOut).isEqualTo(ROUNDS + 1);
		this.fixture.registry.traceBy(null);
		assertThat(bytes()).isLessThan(ROUNDS);
		assertThat(this.trace.leftOut).isEqualTo(ROUNDS + 1);
	}

	@Test
	void aRouteKnowsWhoIsOffOnlyWhereSomebodyLooks() {
		connect();
		this.fixture.signals.disable("heard");
		assertThat(route().disabled()).isEmpty();
		assertThat(route().trace()).isNull();
		this.fixture.registry.traceBy(this.trace);
		assertThat(route().disabled()).extracting(RegisteredReceiver::uid).containsExactly("heard");
		assertThat(this.fixture.registry.frozen().trace()).isSameAs(this.trace);
	}

	private Route route() {
		return this.fixture.registry.routes(Tea.class).of(PostSave.class);
	}

	record Tea(String name) {

	}

	private static final class CountingTrace implements SignalTrace {

		private int leftOut;

		private byte[] garbage = new byte[0];

		@Override
		public void leftOut(RegisteredReceiver receiver, Signal<?> signal, DispatchContext context, LeftOut reason) {
			assertThat(reason == LeftOut.ON && receiver.delivery() == Delivery.IN_TRANSACTION).isTrue();
			this.leftOut++;
			this.garbage = new byte[this.garbage.length + 1 & 7];
		}

		@Override
		public TransactionTrace begin(@Nullable String name) {
			throw new IllegalStateException();
		}

		@Override
		public void kept(Signal<?> signal, DispatchContext context, List<RegisteredReceiver> receivers,
				Predicate<RegisteredReceiver> admitted, @Nullable TransactionTrace transaction) {
			throw new IllegalStateException();
		}

		@Override
		public void summedUp(List<DataSignal<?>> signals, @Nullable DataSignal<?> net,
				Predicate<RegisteredReceiver> hearing) {
			throw new IllegalStateException();
		}

		@Override
		public void dropped(Signal<?> signal, DispatchContext context, Predicate<RegisteredReceiver> missing) {
			throw new IllegalStateException();
		}

		@Override
		public RecordedCallTrace recordedCalls() {
			throw new IllegalStateException();
		}

	}

}
