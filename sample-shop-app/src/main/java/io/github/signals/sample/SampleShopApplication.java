package io.github.signals.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * A small shop whose features work together through signals.
 */
@SpringBootApplication
@EnableCaching
public class SampleShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(SampleShopApplication.class, args);
	}

}
