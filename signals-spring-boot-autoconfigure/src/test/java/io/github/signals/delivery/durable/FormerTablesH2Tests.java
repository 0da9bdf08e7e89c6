package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Locale;

class FormerTablesH2Tests extends FormerTablesContract {

	@Override
	String url() {
		return "jdbc:h2:mem:former;DB_CLOSE_DELAY=-1;USER=sa";
	}

	@Override
	String platform() {
		return "h2";
	}

	// It changes the type of a column by a copy of the table, which is not there
	// meanwhile.
	@Override
	int nodes() {
		return 1;
	}

	@Override
	List<String> indexes(String table) {
		return jdbc().queryForList(
				"select case when index_name like 'SIGNALS_%' then index_name else 'key' end || ' '"
						+ " || listagg(column_name, ',') within group (order by ordinal_position)"
						+ " from information_schema.index_columns where table_name = ? group by index_name",
				String.class, table.toUpperCase(Locale.ROOT));
	}

}
