package io.github.signals.delivery.durable;

import java.util.List;

import io.github.signals.testing.PostgreSql;

class FormerTablesPostgreSqlTests extends FormerTablesContract {

	@Override
	String url() {
		return PostgreSql.url("former");
	}

	@Override
	String platform() {
		return "postgresql";
	}

	@Override
	List<String> indexes(String table) {
		return jdbc()
			.queryForList("select indexdef from pg_indexes where tablename = ? union all select reloptions::text"
					+ " from pg_class where relname = ? and reloptions is not null union all select pg_get_serial_sequence(?, 'sequence_number')"
					+ " where ? = 'signals_outbox'", String.class, table, table, "signals_outbox", table);
	}

}
