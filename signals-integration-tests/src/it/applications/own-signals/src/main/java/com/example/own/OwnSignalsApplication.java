package com.example.own;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.Signals;

@SpringBootApplication
public class OwnSignalsApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(OwnSignalsApplication.class, args)) {
			context.getBean(Signals.class).send(new Said("hello"));
			context.getBean(Heard.class).expect("at once: hello", "afterwards: hello");
		}
	}

}
