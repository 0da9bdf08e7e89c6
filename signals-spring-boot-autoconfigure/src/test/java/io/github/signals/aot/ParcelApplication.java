package io.github.signals.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.PostSaveReceiver;
import io.github.signals.Signals;
import io.github.signals.aot.Parcel.Label;
import io.github.signals.aot.ParcelReceivers.Shipped;
import io.github.signals.aot.ParcelReceivers.Weighed;
import io.github.signals.testing.Calls;

/**
 * Writes who was called into the file that its argument names.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ParcelApplication {

	public static void main(String[] arguments) throws IOException {
		try (ConfigurableApplicationContext context = SpringApplication.run(ParcelApplication.class, arguments)) {
			Path file = Path.of(context.getEnvironment().getRequiredProperty("story"));
			Files.write(file, tell(context));
		}
	}

	private static List<String> tell(ConfigurableApplicationContext context) {
		Parcels parcels = context.getBean(Parcels.class);
		Calls calls = context.getBean(Calls.class);
		Signals signals = context.getBean(Signals.class);
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		Parcel tea = parcels.save(new Parcel("Tea", 5));
		await(calls, signals, "failed parcelReceivers.failing");
		calls.add("-- dirty, " + parcels.findByName("Tea").get(0).getSlug());
		transaction.executeWithoutResult((status) -> change(parcels.findById(tea.getId()).orElseThrow()));
		await(calls, signals, "durable Tea 20");
		calls.add("-- deletes, muted save");
		signals.mute(() -> parcels.saveAll(List.of(new Parcel("Oats", 1), new Parcel("Rye", 30))));
		parcels.addWeight(1, 10);
		parcels.deleteByName("Tea");
		calls.add("-- derived");
		transaction.executeWithoutResult((status) -> {
			calls.add(parcels.removeByWeightGreaterThan(20).toString());
			calls.add("-- before the flush");
		});
		parcels.deleteByNameIfAny("Oats");
		signals.send(new Weighed(tea));
		await(calls, signals, "weighed Tea");
		Parcel rye = signals.mute(() -> parcels.save(new Parcel("Rye", 3)));
		signals.send(new Shipped(rye, "Rome"));
		await(calls, signals, "moved Rye to Rome");
		return calls.all();
	}

	private static void await(Calls calls, Signals signals, String call) {
		Awaitility.await().until(() -> calls.all().contains(call) && signals.durable().waiting() == 0);
	}

	private static void change(Parcel parcel) {
		parcel.setWeight(20);
		parcel.getTags().add("hot");
		parcel.getLabels().add(new Label("fragile"));
	}

	@Bean
	Calls calls() {
		return new Calls();
	}

	@Bean
	Proxied proxied(Calls calls) {
		return new Proxied(calls);
	}

	@Bean
	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	Scoped scoped(Calls calls) {
		return new Scoped(calls);
	}

	static class Proxied {

		private final Calls calls;

		Proxied(Calls calls) {
			this.calls = calls;
		}

		@Transactional
		@PostSaveReceiver
		public void proxied(Parcel parcel) {
			this.calls.add("proxied " + parcel);
		}

	}

	static class Scoped {

		private final Calls calls;

		Scoped(Calls calls) {
			this.calls = calls;
		}

		@PostSaveReceiver
		public void scoped(Parcel parcel) {
			this.calls.add("scoped " + parcel);
		}

	}

}
