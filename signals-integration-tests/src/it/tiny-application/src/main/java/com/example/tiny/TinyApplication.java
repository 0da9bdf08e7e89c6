package com.example.tiny;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class TinyApplication {

	static final Logger logger = LoggerFactory.getLogger("tiny");

	public static void main(String[] args) {
		SpringApplication.run(TinyApplication.class, args);
	}

	@Bean
	ApplicationRunner write(NoteService service, NoteRepository notes, ReceiptRepository receipts) {
		return (args) -> {
			service.write("kept");
			try {
				service.writeAndFail("lost");
			}
			catch (IllegalStateException ex) {
				logger.info("rolled back: lost");
			}
			logger.info("stored: {} notes, {} receipts", notes.count(), receipts.count());
		};
	}

}
