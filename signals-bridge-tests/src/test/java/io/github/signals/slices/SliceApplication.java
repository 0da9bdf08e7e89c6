package io.github.signals.slices;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.signals.MigrationsFinished;
import io.github.signals.Receiver;
import io.github.signals.RequestFinished;

/**
 * An application that hears requests and migrations, of which a slice has only a part.
 */
@SpringBootApplication
class SliceApplication {

	@RestController
	static class HelloController {

		@GetMapping("/hello")
		String hello() {
			return "hello";
		}

	}

	@Component
	static class Ear {

		final List<Object> heard = new CopyOnWriteArrayList<>();

		@Receiver
		void on(RequestFinished request) {
			this.heard.add(request.status());
		}

		@Receiver
		void on(MigrationsFinished migrations) {
			this.heard.add(migrations.tool());
		}

	}

	@Entity(name = "Leaf")
	static class Leaf {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

}
