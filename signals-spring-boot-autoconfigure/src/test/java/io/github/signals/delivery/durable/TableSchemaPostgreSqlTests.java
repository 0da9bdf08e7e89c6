package io.github.signals.delivery.durable;

import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.testing.PostgreSql;

class TableSchemaPostgreSqlTests extends TableSchemaContract {

	TableSchemaPostgreSqlTests() {
		new JdbcTemplate(new DriverManagerDataSource(url())).batchUpdate(
				"create schema if not exists \"Durable Calls\"", "create schema if not exists shared",
				"create schema if not exists first");
	}

	// More than one schema, one of which is not there
	@Override
	String url() {
		return PostgreSql.url("durable_schema") + "&currentSchema=nowhere,first,public";
	}

	@Override
	String place(JdbcTemplate jdbc) {
		return Objects.requireNonNull(jdbc.queryForObject("show search_path", String.class));
	}

	@Override
	String quote(String name) {
		return "\"" + name + "\"";
	}

	@Override
	String shared() {
		return "shared";
	}

}
