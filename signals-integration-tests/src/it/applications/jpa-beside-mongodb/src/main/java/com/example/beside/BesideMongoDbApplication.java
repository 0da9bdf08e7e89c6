package com.example.beside;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

@SpringBootApplication
public class BesideMongoDbApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(BesideMongoDbApplication.class, args)) {
			NoteService notes = context.getBean(NoteService.class);
			Long id = notes.create();
			notes.change(id);
			notes.delete(id);
			context.getBean(Heard.class)
				.expect("created tea", "updated coffee", "after the commit: tea is coffee", "deleted coffee");
		}
	}

}
