package com.example.reactive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Its receiver is connected, and never called: the log has to say so.
 */
@SpringBootApplication
public class ReactiveMongoDbApplication {

	private static final String WARNING = "Receivers [page] are not called when com.example.reactive.Pages stores"
			+ " com.example.reactive.Page: the repository is reactive";

	public static void main(String[] args) throws IOException {
		Path log = Path.of("target/reactive.log");
		Files.deleteIfExists(log);
		SpringApplication.run(ReactiveMongoDbApplication.class, args).close();
		List<String> warnings = Files.readAllLines(log)
			.stream()
			.filter((line) -> line.contains("WARN") && line.contains("Receivers"))
			.toList();
		if (warnings.size() != 1 || !warnings.get(0).contains(WARNING)) {
			throw new IllegalStateException("Not warned of the repository, but of " + warnings);
		}
	}

}
