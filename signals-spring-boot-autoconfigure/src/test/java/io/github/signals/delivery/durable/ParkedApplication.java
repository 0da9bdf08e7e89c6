package io.github.signals.delivery.durable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.CallContext;
import io.github.signals.CallParked;
import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ParkedCall;
import io.github.signals.ParkedReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverFailure;
import io.github.signals.Signal;
import io.github.signals.SignalContext;

/**
 * Receivers whose calls are parked, and others that hear of it.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class ParkedApplication {

	@Bean
	Works works(Script script) {
		return new Works(script);
	}

	@Bean
	Support support(Script script) {
		return new Support(script);
	}

	@Bean
	Judge judge() {
		return new Judge();
	}

	@Bean
	Surroundings surroundings() {
		return new Surroundings();
	}

	@Bean
	Parked parked() {
		return new Parked();
	}

	/** About no entity. */
	record Job(String instance) implements Signal<String> {

	}

	record Shared(String instance) implements Signal<String> {

	}

	record Listed(String instance) implements Signal<String> {

	}

	static class Works {

		private final Script script;

		Works(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "created")
		void created(Parcel parcel, SignalContext context) {
			this.script.play("created", parcel, Changes.none(), context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "job")
		void job(Job job, SignalContext context) {
			this.script.play("job", job, Changes.none(), context);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "shared")
		void shared(Shared shared, SignalContext context) {
			this.script.play("shared", shared, Changes.none(), context);
		}

		@Receiver(delivery = Delivery.DURABLE, batchSize = 10, dispatchUid = "listed")
		void listed(List<Listed> listed, SignalContext last) {
			listed.forEach((each) -> this.script.play("listed", each, Changes.none(), last));
		}

	}

	static class Support {

		private final Script script;

		Support(Script script) {
			this.script = script;
		}

		private void play(String uid, ParkedCall call, @Nullable SignalContext context) {
			this.script.play(uid, call, Changes.none(), context);
		}

		@ParkedReceiver(of = "created", dispatchUid = "support")
		void support(ParkedCall call, SignalContext context) {
			play("support", call, context);
		}

		@ParkedReceiver(dispatchUid = "all")
		void all(CallParked parked, SignalContext context) {
			play("all", parked.instance(), context);
		}

		@ParkedReceiver(value = { "job", "shared" }, condition = "@judge.cares(instance)", dispatchUid = "judged")
		void judged(ParkedCall call) {
			play("judged", call, null);
		}

		@ParkedReceiver(of = "listed", batchSize = 10, dispatchUid = "several")
		void several(List<ParkedCall> calls) {
			this.script.lists.add(calls.size());
			calls.forEach((call) -> play("several", call, null));
		}

	}

	/**
	 * A condition, which may fail in a transaction of somebody else.
	 */
	@Transactional
	static class Judge {

		static volatile boolean failing;

		static volatile boolean caring;

		public boolean cares(ParkedCall call) {
			if (failing) {
				throw new IllegalStateException("Ask again later");
			}
			return caring;
		}

	}

	/** Keeps what was recorded while a call is made. */
	static class Surroundings implements CallContext {

		static final ThreadLocal<@Nullable Recorded> CURRENT = new ThreadLocal<>();

		@Override
		public void run(Recorded recorded, Runnable call) {
			Recorded before = CURRENT.get();
			CURRENT.set(recorded);
			try {
				call.run();
			}
			finally {
				CURRENT.set(before);
			}
		}

	}

	/** The handler of all receivers. */
	static class Parked implements ReceiverErrorHandler {

		final List<String> uids = new CopyOnWriteArrayList<>();

		@Override
		public void handle(ReceiverFailure failure) {
			this.uids.add(failure.receiver().uid());
		}

	}

}
