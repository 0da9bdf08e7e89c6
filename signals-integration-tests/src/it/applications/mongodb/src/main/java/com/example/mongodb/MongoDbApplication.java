package com.example.mongodb;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.Signals;

@SpringBootApplication
public class MongoDbApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(MongoDbApplication.class, args)) {
			boolean connected = context.getBean(Signals.class)
				.receivers()
				.stream()
				.anyMatch((receiver) -> receiver.uid().equals("page"));
			if (!connected) {
				throw new IllegalStateException("The receiver is not connected");
			}
		}
	}

}
