package io.github.signals.delivery.durable;

import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TableSchemaH2Tests extends TableSchemaContract {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;USER=sa";

	TableSchemaH2Tests() {
		new JdbcTemplate(new DriverManagerDataSource(this.url)).batchUpdate("create schema \"Durable Calls\"",
				"create schema shared");
	}

	@Override
	String url() {
		return this.url;
	}

	@Override
	String quote(String name) {
		return "\"" + name + "\"";
	}

	@Override
	String shared() {
		return "SHARED";
	}

}
