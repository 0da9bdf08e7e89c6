package com.example.notes;

import com.example.heard.Heard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(Heard.class)
public class JpaApplication {

	public static void main(String[] args) throws InterruptedException {
		try (ConfigurableApplicationContext context = SpringApplication.run(JpaApplication.class, args)) {
			Story.tell(context);
		}
	}

}
