package com.example.own;

import com.example.heard.Heard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import io.github.signals.Signals;

@SpringBootApplication
@Import(Heard.class)
public class OwnSignalsApplication {

	public static void main(String[] args) throws InterruptedException {
		try (ConfigurableApplicationContext context = SpringApplication.run(OwnSignalsApplication.class, args)) {
			context.getBean(Signals.class).send(new Said("hello"));
			context.getBean(Heard.class).expect("at once: hello", "afterwards: hello");
		}
	}

}
