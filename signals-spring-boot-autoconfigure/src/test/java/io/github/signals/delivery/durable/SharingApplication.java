package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.delivery.durable.Parcel.Depot;

/**
 * Parcels with receivers whose calls share transactions; what each call does is in the
 * script, also if it is one element of a list.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class SharingApplication {

	@Bean
	static Statements statements() {
		return new Statements();
	}

	@Bean
	Sharing sharing(Script script) {
		return new Sharing(script);
	}

	@Bean
	Mood mood() {
		return new Mood();
	}

	@Bean
	Clerk clerk() {
		return new Clerk();
	}

	@Bean
	Languages languages() {
		return new Languages();
	}

	static class Sharing {

		private final Script script;

		final AtomicInteger depots = new AtomicInteger();

		Sharing(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(batchSize = 10, delivery = Delivery.DURABLE, dispatchUid = "listed")
		void listed(List<PostSave<Parcel>> saved) {
			this.script.lists.add(saved.size());
			saved.forEach((each) -> this.script.play("listed", each.instance(), each.changes(), each.context()));
		}

		@PostSaveReceiver(on = On.CREATED, condition = "@mood.isGood(instance)", delivery = Delivery.DURABLE,
				dispatchUid = "instances")
		void instances(List<Parcel> parcels, SignalContext last) {
			this.script.lists.add(parcels.size());
			parcels.forEach((parcel) -> this.script.play("instances", parcel, null, last));
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "shared")
		void shared(PostSave<Parcel> saved) {
			this.script.play("shared", saved.instance(), saved.changes(), saved.context());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
		void depot(Depot depot) {
			this.depots.incrementAndGet();
		}

	}

	/**
	 * A condition that fails while its parcel is recorded.
	 */
	static class Mood {

		volatile boolean failing;

		public boolean isGood(Parcel parcel) {
			if (this.failing) {
				throw new IllegalStateException("Ask again later");
			}
			return !parcel.name.equals("unwanted");
		}

	}

	@Transactional
	static class Clerk {

		void fail() {
			throw new IllegalStateException("not today");
		}

	}

	static class Languages implements CallContext {

		static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> "none");

		@Override
		public Map<String, String> current() {
			return Map.of("language", CURRENT.get());
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			String before = CURRENT.get();
			CURRENT.set(recorded.values().getOrDefault("language", "none"));
			try {
				call.run();
			}
			finally {
				CURRENT.set(before);
			}
		}

	}

}
