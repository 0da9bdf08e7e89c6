package io.github.signals.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.signals.actuate.TraceStream.Sink;
import io.github.signals.actuate.TraceStream.Timing;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.TransactionTrace.End;

import static org.assertj.core.api.Assertions.assertThat;

class TraceStreamsTests {

	private static final Timing FAST = new Timing(Duration.ofMillis(5), Duration.ofDays(1), Duration.ofDays(1));

	private final DispatchTrace trace = new DispatchTrace(10, new ReceiverRegistry(), (using) -> null);

	private final List<Reader> readers = new CopyOnWriteArrayList<>();

	private TraceStreams streams;

	@BeforeEach
	void start() {
		start(FAST);
	}

	private void start(Timing timing) {
		this.streams = new TraceStreams(this.trace, (start) -> {
			Reader reader = new Reader();
			this.readers.add(reader);
			start.accept(reader);
			return reader;
		}, timing);
		this.streams.start();
	}

	@AfterEach
	void stop() {
		this.streams.stop();
		this.readers.forEach((reader) -> reader.room.countDown());
		Awaitility.await().until(() -> this.streams.count() == 0);
	}

	private Reader open(long since) {
		return (Reader) this.streams.open(since);
	}

	private void change() {
		this.trace.begin("change").ended(End.COMMITTED);
	}

	@Test
	void tellsFirstWhatIsKnownAndThenEachChange() {
		change();
		Reader reader = open(0);
		Awaitility.await().until(() -> reader.events.size() == 1);
		assertThat(reader.events.get(0).get("last").asLong()).isEqualTo(2);
		assertThat(reader.events.get(0).get("size").asInt()).isEqualTo(10);
		change();
		Awaitility.await().until(() -> reader.last() == 4);
	}

	@Test
	void showsThatItIsAliveWhileNothingHappens() {
		start(new Timing(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofDays(1)));
		Reader reader = open(0);
		Awaitility.await().until(() -> reader.events.size() > 3);
		assertThat(reader.events.get(3).get("dispatches")).isEmpty();
	}

	@Test
	void endsAfterAWhileThoughItsReaderStays() {
		start(new Timing(Duration.ofMillis(5), Duration.ofDays(1), Duration.ofMillis(50)));
		Reader reader = open(0);
		Awaitility.await().until(() -> reader.completed && this.streams.count() == 0);
		assertThat(reader.events).hasSize(1);
	}

	@Test
	void endsWhenTheApplicationStops() {
		Reader reader = open(0);
		this.streams.stop();
		Awaitility.await().until(() -> reader.completed);
		assertThat(this.streams.open(0)).isNull();
		assertThat(this.streams.getPhase()).as("before the web server waits for its requests")
			.isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void endsWhenItsReaderLeaves() {
		Reader reader = open(0);
		Awaitility.await().until(() -> this.streams.count() == 1);
		reader.leave.run();
		Awaitility.await().until(() -> this.streams.count() == 0);
	}

	@Test
	void endsWhenItsReaderFails() {
		Reader reader = open(0);
		Awaitility.await().until(() -> reader.events.size() == 1);
		reader.failing = true;
		change();
		Awaitility.await().until(() -> this.streams.count() == 0);
	}

	@Test
	void hasRoomForAFewReaders() {
		List<Object> answers = new ArrayList<>(
				IntStream.range(0, TraceStreams.LIMIT).mapToObj((i) -> this.streams.open(0)).toList());
		assertThat(answers).doesNotContainNull();
		assertThat(this.streams.open(0)).isNull();
		((Reader) answers.get(0)).leave.run();
		Awaitility.await().until(() -> this.streams.open(0) != null);
	}

	@Test
	void aReaderThatDoesNotReadHoldsUpNobody() {
		Reader slow = new Reader();
		slow.room = new CountDownLatch(1);
		TraceStreams slowly = new TraceStreams(this.trace, (start) -> {
			start.accept(slow);
			return slow;
		}, FAST);
		slowly.start();
		slowly.open(0);
		Reader other = open(0);
		change();
		Awaitility.await().until(() -> other.last() == 2);
		assertThat(slow.events).isEmpty();
		slowly.stop();
		Awaitility.await().until(() -> slowly.count() == 0);
	}

	@Test
	void aReactiveReaderGetsWhatItAsksFor() {
		TraceStreams reactive = TraceStreams.reactive(this.trace);
		reactive.start();
		WebEndpointResponse<?> response = (WebEndpointResponse<?>) reactive.open(0);
		assertThat(response.getContentType()).hasToString("text/event-stream");
		ReactiveReader reader = new ReactiveReader();
		subscribe(response.getBody(), reader);
		Awaitility.await().until(() -> reactive.count() == 1);
		assertThat(reader.events).isEmpty();
		reader.subscription.request(1);
		Awaitility.await().until(() -> reader.events.size() == 1);
		reader.subscription.cancel();
		Awaitility.await().until(() -> reactive.count() == 0);
		assertThat(reader.completed).isFalse();
	}

	@Test
	void aReactiveStreamCompletesWhenTheApplicationStops() {
		TraceStreams reactive = TraceStreams.reactive(this.trace);
		reactive.start();
		ReactiveReader reader = new ReactiveReader();
		subscribe(((WebEndpointResponse<?>) reactive.open(0)).getBody(), reader);
		reactive.stop();
		Awaitility.await().until(() -> reader.completed);
	}

	@SuppressWarnings("unchecked")
	private static void subscribe(Object publisher, ReactiveReader reader) {
		((Publisher<String>) publisher).subscribe(reader);
	}

	private static final class Reader implements Sink {

		private final List<JsonNode> events = new CopyOnWriteArrayList<>();

		private CountDownLatch room = new CountDownLatch(0);

		private volatile Runnable leave;

		private volatile boolean failing;

		private volatile boolean completed;

		@Override
		public void send(String json) throws Exception {
			this.room.await();
			if (this.failing) {
				throw new IllegalStateException("The reader is gone");
			}
			this.events.add(JsonMapper.shared().readTree(json));
		}

		@Override
		public void complete() {
			this.completed = true;
		}

		@Override
		public void onClose(Runnable close) {
			this.leave = close;
		}

		long last() {
			return this.events.isEmpty() ? 0 : this.events.get(this.events.size() - 1).get("last").asLong();
		}

	}

	private static final class ReactiveReader implements Subscriber<String> {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private volatile Subscription subscription;

		private volatile boolean completed;

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
		}

		@Override
		public void onNext(String event) {
			this.events.add(event);
		}

		@Override
		public void onError(Throwable failure) {
			throw new IllegalStateException(failure);
		}

		@Override
		public void onComplete() {
			this.completed = true;
		}

	}

}
