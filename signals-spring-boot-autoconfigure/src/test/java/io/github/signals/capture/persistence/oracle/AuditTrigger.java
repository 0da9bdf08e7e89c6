package io.github.signals.capture.persistence.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens to a row, for H2.
 */
public class AuditTrigger implements Trigger {

	private final List<String> columns = new ArrayList<>();

	private String table = "";

	@Override
	public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
			throws SQLException {
		this.table = table.toLowerCase(Locale.ROOT);
		try (ResultSet columns = connection.getMetaData().getColumns(null, schema, table, null)) {
			while (columns.next()) {
				this.columns.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
			}
		}
	}

	@Override
	public void fire(Connection connection, @Nullable Object @Nullable [] oldRow, @Nullable Object @Nullable [] newRow)
			throws SQLException {
		try (PreparedStatement insert = connection
			.prepareStatement("insert into audit (tab, old_row, new_row) values (?, ?, ?)")) {
			insert.setString(1, this.table);
			insert.setString(2, encode(oldRow));
			insert.setString(3, encode(newRow));
			insert.executeUpdate();
		}
	}

	private @Nullable String encode(@Nullable Object @Nullable [] row) {
		if (row == null) {
			return null;
		}
		List<String> values = new ArrayList<>();
		for (int i = 0; i < row.length; i++) {
			if (row[i] != null) {
				values.add(this.columns.get(i) + "=" + row[i]);
			}
		}
		return String.join("|", values);
	}

}
