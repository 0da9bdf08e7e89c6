package io.github.signals.delivery.durable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.signals.testing.MariaDb;

@OnMariaDb
class TableSchemaMariaDbTests extends TableSchemaContract {

	TableSchemaMariaDbTests() {
		new JdbcTemplate(new DriverManagerDataSource(url()))
			.batchUpdate("create database if not exists `Durable Calls`", "create database if not exists shared");
	}

	@Override
	String url() {
		return MariaDb.url("durable_schema");
	}

	@Override
	String quote(String name) {
		return "`" + name + "`";
	}

	@Override
	String shared() {
		return "shared";
	}

}
