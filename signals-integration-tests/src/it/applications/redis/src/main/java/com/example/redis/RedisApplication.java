package com.example.redis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.signals.Signals;

@SpringBootApplication
public class RedisApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(RedisApplication.class, args)) {
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
