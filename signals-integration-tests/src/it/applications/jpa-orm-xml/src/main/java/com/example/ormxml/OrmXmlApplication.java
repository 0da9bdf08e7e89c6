package com.example.ormxml;

import com.example.heard.Heard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(Heard.class)
public class OrmXmlApplication {

	public static void main(String[] args) throws InterruptedException {
		try (ConfigurableApplicationContext context = SpringApplication.run(OrmXmlApplication.class, args)) {
			NoteService notes = context.getBean(NoteService.class);
			Long id = notes.create();
			notes.change(id);
			notes.delete(id);
			context.getBean(Heard.class)
				.expect("created tea", "updated coffee", "after the commit: tea is coffee", "deleted coffee");
		}
	}

}
