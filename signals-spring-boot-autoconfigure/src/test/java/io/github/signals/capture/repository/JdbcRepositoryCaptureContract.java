package io.github.signals.capture.repository;

import java.util.List;

/**
 * The contract for Spring Data JDBC, whatever the database.
 */
abstract class JdbcRepositoryCaptureContract extends TransactionalRepositoryCaptureContract<JdbcModel.JdbcItem> {

	@Override
	JdbcModel.JdbcItem item(String name) {
		JdbcModel.JdbcItem item = new JdbcModel.JdbcItem();
		item.setName(name);
		return item;
	}

	@Override
	String table() {
		return "jdbc_item";
	}

	@Override
	Class<?> another() {
		return JdbcModel.Guest.class;
	}

	@Override
	List<String> bareDeleteById() {
		return List.of("delete");
	}

}
