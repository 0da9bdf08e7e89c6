package io.github.signals.delivery.durable;

import java.util.List;

import io.github.signals.testing.MariaDb;

@OnMariaDb
class FormerTablesMariaDbTests extends FormerTablesContract {

	@Override
	String url() {
		return MariaDb.url("former");
	}

	@Override
	String platform() {
		return "mariadb";
	}

	@Override
	List<String> indexes(String table) {
		return jdbc()
			.queryForList("select concat(index_name, ' ', group_concat(column_name order by seq_in_index)) from"
					+ " information_schema.statistics where table_schema = database() and table_name = ?"
					+ " group by index_name", String.class, table);
	}

}
