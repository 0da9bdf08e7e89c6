package com.example.durable;

import com.example.heard.Heard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(Heard.class)
public class DurableApplication {

	public static void main(String[] args) throws InterruptedException {
		try (ConfigurableApplicationContext context = SpringApplication.run(DurableApplication.class, args)) {
			Long id = context.getBean(Notes.class).save(new Note("tea")).getId();
			context.getBean(Heard.class).expect("durably: tea " + id);
		}
	}

}
