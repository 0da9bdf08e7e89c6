package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.event.AfterConvertCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.repository.JdbcQueryModel.Letter;
import io.github.signals.capture.repository.JdbcQueryModel.Letters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Derived deletes with the ways in which an application sets Spring Data JDBC up.
 */
// S1
class JdbcSetupTests {

	static final String ALL_BUT_LETTERS = "^(?!.*JdbcQueryModel[$]Letters$).*$";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@ParameterizedTest
	@ValueSource(classes = { WithTemplate.class, WithJdbc.class, WithStrategy.class })
	void aDerivedDeleteIsHeardHoweverTheRepositoryIsSetUp(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(deleted(context)).containsExactly("one"));
	}

	@Test
	void whatIsFoundIsConvertedAsTheApplicationSays() {
		this.runner.withUserConfiguration(WithTemplate.class)
			.withBean(AfterConvertCallback.class, () -> (AfterConvertCallback<Letter>) JdbcSetupTests::marked)
			.run((context) -> assertThat(deleted(context)).containsExactly("one, read"));
	}

	private static Letter marked(Letter letter) {
		return new Letter(letter.id(), letter.text() + ", read", letter.place(), letter.page());
	}

	private static List<String> deleted(AssertableApplicationContext context) {
		JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
		jdbc.execute("create table letter (id bigint primary key, text varchar(50), city varchar(50))");
		jdbc.execute("create table page (letter bigint, line varchar(50))");
		jdbc.execute("insert into letter (id, text) values (1, 'one'), (2, 'two')");
		List<String> deleted = new ArrayList<>();
		context.getBean(Signals.class)
			.connect(ReceiverSpec.postDelete(Letter.class), (signal) -> deleted.add("" + signal.instance().text()));
		context.getBean(Letters.class).deleteByText("one");
		assertThat(jdbc.queryForList("select id from letter", Long.class)).containsExactly(2L);
		return deleted;
	}

	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
			DataJdbcRepositoriesAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Stores {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(basePackageClasses = JdbcQueryModel.class, considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_LETTERS),
			jdbcAggregateOperationsRef = "jdbcAggregateTemplate")
	static class WithTemplate extends Stores {

	}

	@SuppressWarnings("deprecation")
	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(basePackageClasses = JdbcQueryModel.class, considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_LETTERS),
			jdbcOperationsRef = "namedParameterJdbcTemplate")
	static class WithJdbc extends Stores {

	}

	@SuppressWarnings("deprecation")
	@Configuration(proxyBeanMethods = false)
	@EnableJdbcRepositories(basePackageClasses = JdbcQueryModel.class, considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = ALL_BUT_LETTERS),
			dataAccessStrategyRef = "dataAccessStrategyBean")
	static class WithStrategy extends Stores {

	}

}
