package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.annotation.KeySpace;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.NoRowSignals;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.repository.JdbcQueryModel.Letter;
import io.github.signals.dispatch.StartupFindings;
import io.github.signals.dispatch.StartupFindings.BulkQuery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application is told of queries when it starts.
 */
// S8, S14
@ExtendWith(OutputCaptureExtension.class)
class QueryStartupTests {

	private final ApplicationContextRunner jdbc = new ApplicationContextRunner()
		.withUserConfiguration(JdbcQueryModel.Application.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:query-startup");

	private final ApplicationContextRunner map = new ApplicationContextRunner()
		.withUserConfiguration(MapApplication.class);

	@Test
	void namesModifyingQueriesOfJdbcButNoDerivedDeletes(CapturedOutput output) {
		this.jdbc.withUserConfiguration(LetterDeletes.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(StartupFindings.class).bulkQueries()).extracting(BulkQuery::name)
				.contains("Letters.rename", "Letters.tear")
				.doesNotContain("Letters.leave");
		});
		assertThat(output).contains("Letters.rename writes rows of", "Letters.tear writes rows of")
			.doesNotContain("Letters.leave", "Letters.deleteByText");
	}

	@Test
	void refusesToAskAStatementOfJdbcForIdentifiers() {
		this.jdbc.withUserConfiguration(LetterIdentifiers.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("LetterIdentifiers.on(BulkWrite)", "Letters.rename", "@NoRowSignals"));
	}

	@Test
	void namesDerivedDeletesOfStoresThatDoNotTellWhatTheyFind(CapturedOutput output) {
		this.map.withUserConfiguration(CardDeletes.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("Cards.deleteByName deletes " + Card.class.getName())
			.doesNotContain("Cards.removeByName");
	}

	@Test
	void saysNothingOfDerivedDeletesIfItIsToldTo(CapturedOutput output) {
		this.map.withUserConfiguration(CardDeletes.class)
			.withPropertyValues("signals.bulk.startup-warning=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Cards.deleteByName");
	}

	@Test
	void saysNothingOfDerivedDeletesThatNobodyWaitsFor(CapturedOutput output) {
		this.map.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Cards.deleteByName");
	}

	static class LetterDeletes {

		@PostDeleteReceiver
		void on(PostDelete<Letter> signal) {
			signal.instance();
		}

	}

	static class LetterIdentifiers {

		@BulkWriteReceiver(ids = true)
		void on(BulkWrite<Letter> write) {
			write.rows();
		}

	}

	static class CardDeletes {

		@PostDeleteReceiver
		void on(PostDelete<Card> signal) {
			signal.instance();
		}

	}

	@KeySpace("cards")
	record Card(@Id @Nullable Long id, String name) {

	}

	interface Cards extends KeyValueRepository<Card, Long> {

		void deleteByName(String name);

		@NoRowSignals
		void removeByName(String name);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*QueryStartupTests[$]).*$"))
	@ImportAutoConfiguration({ SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
	static class MapApplication {

	}

}
