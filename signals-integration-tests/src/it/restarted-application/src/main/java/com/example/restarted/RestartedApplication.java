package com.example.restarted;

import java.util.List;

import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class RestartedApplication {

	/** So often that lambdas are made of methods, and conditions are compiled. */
	private static final int OFTEN = 150;

	/** How many durable calls each life makes: the second makes that of the first, too. */
	private static final int[] DURABLY = { 0, 2, 1 };

	public static void main(String[] args) {
		SpringApplication.run(RestartedApplication.class, args);
	}

	@Bean
	ApplicationRunner live(ApplicationContext context, Signals signals, ParcelRepository parcels,
			ParcelReceivers receivers) {
		signals.connect(ReceiverSpec.postSave(Parcel.class).uid("connected"),
				(saved) -> Life.heard("connected", saved.instance()));
		return (args) -> {
			describe(signals.receivers());
			write(parcels);
			if (Life.NUMBER < 3) {
				Life.restart(List.of(context, signals, receivers));
			}
			else {
				Life.say("%d objects of the life before are kept", Life.countKept());
				System.exit(0);
			}
		};
	}

	private static void describe(List<ReceiverInfo> receivers) {
		long own = receivers.stream().filter((receiver) -> receiver.senders().contains(Parcel.class)).count();
		Life.say("%d of %d receivers are of the %s, the library of the %s", own, receivers.size(), loader(Parcel.class),
				loader(Signals.class));
	}

	private static String loader(Class<?> type) {
		return type.getClassLoader().getClass().getSimpleName();
	}

	private static void write(ParcelRepository parcels) throws InterruptedException {
		for (int i = 0; i < OFTEN; i++) {
			parcels.save(new Parcel(Life.ONE_OF_MANY));
		}
		Parcel parcel = parcels.save(new Parcel("parcel " + Life.NUMBER));
		parcel.send();
		parcels.save(parcel);
		Life.awaitHeard(5 * (OFTEN + 2) + DURABLY[Life.NUMBER - 1]);
	}

}
