package com.example.slices;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.mongodb.test.autoconfigure.DataMongoTest;
import org.springframework.boot.data.neo4j.test.autoconfigure.DataNeo4jTest;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.PreSaveReceiver;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Slices of a store have signals. There is no server: a receiver is called before anybody
 * asks for it.
 */
class SliceTests {

	@Nested
	@DataMongoTest
	@Import(Receivers.class)
	class OfMongoDb {

		@Test
		void callsItsReceivers(@Autowired MongoPages pages) {
			assertHeard(pages, new MongoPage("a"));
		}

	}

	@Nested
	@DataRedisTest
	@Import(Receivers.class)
	class OfRedis {

		@Test
		void callsItsReceivers(@Autowired RedisPages pages) {
			assertHeard(pages, new RedisPage("a"));
		}

	}

	@Nested
	@DataNeo4jTest
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	class OfNeo4j {

		// A save would first begin a transaction on the server
		@Test
		void hasSignals(@Autowired Signals signals, @Autowired Neo4jPages pages) {
			assertThat(signals.explain(new Neo4jPage("a"))).isEmpty();
		}

	}

	private static <T> void assertHeard(CrudRepository<T, String> pages, T page) {
		assertThatException().isThrownBy(() -> pages.save(page)).withStackTraceContaining("heard " + page);
	}

	static class Receivers {

		@PreSaveReceiver
		void saving(Object page) {
			throw new IllegalStateException("heard " + page);
		}

	}

}
