package io.github.signals.applications.restart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

/**
 * Sends signals of its own, with nothing of others that could keep its classes.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(SignalsAutoConfiguration.class)
public class RestartedSignals {

	public static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(RestartedSignals.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(arguments);
	}

	@Bean
	IntFunction<Integer> send(Signals signals) {
		List<Ring> heard = new ArrayList<>();
		signals.connect(ReceiverSpec.of(Ring.class), heard::add);
		return (times) -> {
			for (int i = 0; i < times; i++) {
				signals.send(new Ring(new Bell()));
			}
			return heard.size();
		};
	}

	@Bean
	Receivers receivers() {
		return new Receivers();
	}

	record Bell() {

	}

	record Ring(Bell instance) implements Signal<Bell> {

	}

	static class Receivers {

		int heard;

		@Receiver(condition = "instance.toString() != null")
		void ring(Ring ring, Bell bell) {
			this.heard++;
		}

	}

}
