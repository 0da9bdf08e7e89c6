package io.github.signals.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.google.common.eventbus.EventBus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Mute;
import io.github.signals.PostSave;
import io.github.signals.SignalContext.Origin;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.benchmarks.DispatchReceivers.Chai;
import io.github.signals.benchmarks.DispatchReceivers.Cocoa;
import io.github.signals.benchmarks.DispatchReceivers.Coffee;
import io.github.signals.benchmarks.DispatchReceivers.Milk;
import io.github.signals.benchmarks.DispatchReceivers.Poured;
import io.github.signals.benchmarks.DispatchReceivers.Spill;
import io.github.signals.benchmarks.DispatchReceivers.Sugar;
import io.github.signals.benchmarks.DispatchReceivers.Tea;
import io.github.signals.benchmarks.DispatchReceivers.TeaSaved;
import io.github.signals.benchmarks.DispatchReceivers.TeaStored;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.IdentifierAccessor;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;

/**
 * What it takes from a signal to its receivers, without a database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

	static final int SIGNALS = 100;

	static final Changes CHANGES = Changes.all(Map.of("name", "Assam"));

	private static final IdentifierAccessor NUMBER = (instance) -> ((Spill) instance).number();

	private final Tea tea = new Tea("Assam");

	private final List<Spill> spills = IntStream.range(0, SIGNALS).mapToObj(Spill::new).toList();

	private final EventBus eventBus = new EventBus();

	private final Chai chai = new Chai("Masala");

	private final Coffee coffee = new Coffee("Arabica");

	private final Cocoa cocoa = new Cocoa("Criollo");

	private final Milk milk = new Milk(true);

	private final Sugar sugar = new Sugar("brown");

	private final DispatchReceivers receivers;

	private final HandWrittenDispatch byHand;

	private final ConfigurableApplicationContext application;

	private final Dispatcher dispatcher;

	private final ReceiverRegistry registry;

	private final Signals signals;

	private final TransactionTemplate transaction;

	private DispatchContext context;

	private long expected;

	/**
	 * Start an application without a database.
	 */
	public DispatchBenchmark() {
		this.application = new SpringApplicationBuilder(DispatchReceivers.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn")
			.run();
		this.receivers = this.application.getBean(DispatchReceivers.class);
		this.byHand = new HandWrittenDispatch(this.receivers);
		this.dispatcher = this.application.getBean(Dispatcher.class);
		this.registry = this.dispatcher.registry();
		this.signals = this.application.getBean(Signals.class);
		this.transaction = new TransactionTemplate(this.application.getBean(NoDatabase.class));
		this.context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
		this.signals.connect(ReceiverSpec.postSave(Cocoa.class).uid("cocoa"), (saved) -> this.receivers.calls++);
		this.eventBus.register(new DispatchReceivers.Subscriber(this.receivers));
	}

	/**
	 * Let what lives as long as the thread and the application be old, as it is where
	 * they have run for a while: references stored in old objects cost more.
	 */
	@Setup
	public void age() {
		oneReceiver();
		byHand();
		System.gc();
	}

	/**
	 * Begin to count, in the thread that measures.
	 */
	@Setup(Level.Iteration)
	public void reset() {
		this.context = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
		this.receivers.calls = 0;
		this.expected = 0;
	}

	/**
	 * Fail if a call is missing.
	 */
	@TearDown(Level.Iteration)
	public void check() {
		if (this.receivers.calls != this.expected) {
			throw new IllegalStateException(this.receivers.calls + " calls instead of " + this.expected);
		}
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		this.application.close();
	}

	Signals signals() {
		return this.signals;
	}

	/**
	 * What the measurement itself takes, and no more.
	 */
	void nothing() {
		this.expected += 0;
	}

	/**
	 * The receiver itself, called by hand.
	 */
	@Benchmark
	public void direct() {
		this.receivers.one(this.tea);
		this.expected++;
	}

	/**
	 * A dispatch by hand, the floor.
	 */
	@Benchmark
	public void byHand() {
		this.byHand.dispatch(this.tea, this.context);
		this.expected++;
	}

	/**
	 * A sender that nobody hears.
	 */
	@Benchmark
	public void nobody() {
		dispatch(this.chai, 0);
	}

	/**
	 * The signal alone, for what it allocates.
	 * @return the signal
	 */
	@Benchmark
	public Object signal() {
		return new PostSave<>(Tea.class, this.tea, false, CHANGES, this.context);
	}

	/**
	 * One receiver in the transaction.
	 */
	@Benchmark
	public void oneReceiver() {
		dispatch(this.tea, 1);
	}

	/**
	 * One lambda in the transaction.
	 */
	@Benchmark
	public void lambda() {
		dispatch(this.cocoa, 1);
	}

	/**
	 * Ten receivers in the transaction.
	 */
	@Benchmark
	public void tenReceivers() {
		dispatch(this.coffee, 10);
	}

	/**
	 * One receiver with a condition.
	 */
	@Benchmark
	public void condition() {
		dispatch(this.milk, 1);
	}

	/**
	 * One receiver of a changed attribute.
	 */
	@Benchmark
	public void changed() {
		dispatch(this.sugar, 1);
	}

	/**
	 * One receiver that is muted.
	 * @return what keeps the loop
	 */
	@Benchmark
	@OperationsPerInvocation(SIGNALS)
	public int muted() {
		return this.signals.mute(Mute.receiver("dispatchReceivers.one"), () -> {
			DispatchContext muted = this.dispatcher.context(null, Origin.APPLICATION, IdentifierAccessor.NONE);
			int called = 0;
			for (int i = 0; i < SIGNALS; i++) {
				SenderRoutes routes = this.registry.routes(Tea.class);
				if (this.dispatcher.now(new PostSave<>(Tea.class, this.tea, false, CHANGES, muted), routes)) {
					called++;
				}
			}
			return called;
		});
	}

	/**
	 * Dispatch as the captures do: the sender comes from the instance, and nothing is
	 * made for nobody.
	 */
	private void dispatch(Object instance, int receivers) {
		Class<?> sender = instance.getClass();
		SenderRoutes routes = this.registry.routes(sender);
		if (routes.hasSaveReceivers()) {
			this.dispatcher.now(new PostSave<>(sender, instance, false, CHANGES, this.context), routes);
		}
		this.expected += receivers;
	}

	/**
	 * A signal of the application's own, with a list of responses.
	 */
	@Benchmark
	public void send() {
		this.signals.send(new Poured(this.tea));
		this.expected++;
	}

	/**
	 * A hundred signals in a transaction, heard after its commit.
	 */
	@Benchmark
	@OperationsPerInvocation(SIGNALS)
	public void afterCommit() {
		this.transaction.executeWithoutResult((status) -> {
			DispatchContext spilling = this.dispatcher.context(null, Origin.APPLICATION, NUMBER);
			for (Spill spill : this.spills) {
				SenderRoutes routes = this.registry.routes(Spill.class);
				this.dispatcher.later(new PostSave<>(Spill.class, spill, true, CHANGES, spilling), spilling, routes);
			}
		});
		this.expected += SIGNALS;
	}

	/**
	 * An event for one {@code @EventListener}.
	 */
	@Benchmark
	public void eventListener() {
		this.application.publishEvent(new TeaSaved(this.tea));
		this.expected++;
	}

	/**
	 * A hundred events in a transaction, for one {@code @TransactionalEventListener}.
	 */
	@Benchmark
	@OperationsPerInvocation(SIGNALS)
	public void transactionalEventListener() {
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < SIGNALS; i++) {
				this.application.publishEvent(new TeaStored(this.tea));
			}
		});
		this.expected += SIGNALS;
	}

	/**
	 * An event for one subscriber of Guava's event bus.
	 */
	@Benchmark
	public void guavaEventBus() {
		this.eventBus.post(new TeaSaved(this.tea));
		this.expected++;
	}

}
