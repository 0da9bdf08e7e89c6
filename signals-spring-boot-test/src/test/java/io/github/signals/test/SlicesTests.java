package io.github.signals.test;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.cassandra.test.autoconfigure.DataCassandraTest;
import org.springframework.boot.data.couchbase.test.autoconfigure.DataCouchbaseTest;
import org.springframework.boot.data.elasticsearch.test.autoconfigure.DataElasticsearchTest;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.data.ldap.test.autoconfigure.DataLdapTest;
import org.springframework.boot.data.mongodb.test.autoconfigure.DataMongoTest;
import org.springframework.boot.data.neo4j.test.autoconfigure.DataNeo4jTest;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StreamUtils;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which slices of an application have signals: those of the stores that are captured.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlicesTests {

	private static final List<Class<? extends Annotation>> SLICES = List.of(DataCassandraTest.class,
			DataCouchbaseTest.class, DataElasticsearchTest.class, DataJdbcTest.class, DataJpaTest.class,
			DataLdapTest.class, DataMongoTest.class, DataNeo4jTest.class, DataRedisTest.class, JdbcTest.class,
			DataR2dbcTest.class, WebMvcTest.class);

	private static final List<Class<? extends Annotation>> WITHOUT = List.of(DataR2dbcTest.class, WebMvcTest.class);

	@Test
	void slicesOfTheStoresThatAreCapturedHaveSignals() {
		assertThat(SLICES).filteredOn((slice) -> !hasSignals(slice)).isEqualTo(WITHOUT);
	}

	@Test
	void theDocumentationSaysWhichTheyAre() throws IOException {
		Map<String, Boolean> told = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "testing.md"))) {
			String[] cells = line.split("\\|");
			if (cells.length > 2) {
				Pattern.compile("`@(\\w+)`")
					.matcher(cells[1])
					.results()
					.forEach((name) -> told.put(name.group(1), cells[2].strip().startsWith("yes")));
			}
		}
		assertThat(SLICES)
			.allSatisfy((slice) -> assertThat(told).containsEntry(slice.getSimpleName(), hasSignals(slice)));
	}

	private static boolean hasSignals(Class<? extends Annotation> slice) {
		return MergedAnnotations.from(slice)
			.stream()
			.map((annotation) -> "META-INF/spring/" + annotation.getType().getName() + ".imports")
			.anyMatch((imports) -> resources(imports).contains(SignalsAutoConfiguration.class.getName()));
	}

	private static String resources(String name) {
		StringBuilder all = new StringBuilder();
		try {
			for (URL url : Collections.list(SlicesTests.class.getClassLoader().getResources(name))) {
				all.append(StreamUtils.copyToString(url.openStream(), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return all.toString();
	}

	@Nested
	@JdbcTest
	@RecordSignals
	@Import({ SaidReceivers.class, Calls.class })
	class Jdbc {

		@Test
		void ownSignalsFollowTheTransaction(@Autowired Signals signals, RecordedSignals recorded) {
			signals.send(new Said("hello"));
			assertThat(recorded).receiver("said").didNotRun();
			recorded.commit();
			assertThat(recorded).receiver("said").ran(1).afterCommit();
		}

		@Test
		@DurableInline
		void thereIsNothingToWaitForWithoutTables(RecordedSignals recorded) {
			recorded.await(Duration.ZERO);
			assertThat(recorded).receiver("said").eventually(Duration.ZERO).didNotRun();
		}

		@Test
		void commitDoesWorkThatIsLeftToIt(@Autowired Signals signals, @Autowired Calls calls,
				RecordedSignals recorded) {
			signals.afterCommit(() -> calls.add("work"));
			assertThat(calls.all()).doesNotContain("work");
			recorded.commit();
			assertThat(calls.all()).containsOnlyOnce("work");
		}

	}

	@Nested
	@DataMongoTest
	@Import(LeafReceivers.class)
	class Mongo {

		@Test
		void receiversOfDocumentsAreConnected(@Autowired Signals signals, CapturedOutput output) {
			assertThat(signals.receivers()).extracting("uid").contains("leaf");
			assertThat(output).doesNotContain("this application does not store any");
		}

	}

	@Nested
	@DataRedisTest
	class Redis {

		@Test
		void hasSignals(@Autowired Signals signals) {
			assertThat(signals).isNotNull();
		}

	}

	@Nested
	@WebMvcTest
	class Web {

		@Test
		void hasNoSignals(@Autowired ApplicationContext context, CapturedOutput output) {
			assertThat(context.getBeansOfType(Signals.class)).isEmpty();
			assertThat(output).doesNotContain("Connected");
		}

	}

	@Nested
	@WebMvcTest
	@ImportAutoConfiguration(SignalsAutoConfiguration.class)
	class WebWithSignals {

		@Test
		void reportsNoReceiversThatAreElsewhere(@Autowired Signals signals, CapturedOutput output) {
			assertThat(signals.receivers()).isEmpty();
			assertThat(output).doesNotContain("Connected");
		}

	}

	record Said(String instance) implements Signal<String> {

	}

	record SaidReceivers(Calls calls) {

		@Receiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "said")
		void on(Said said) {
			this.calls.add(said.instance());
		}

	}

	static class LeafReceivers {

		@PostSaveReceiver(dispatchUid = "leaf")
		void saved(Leaf leaf) {
		}

	}

}
