package io.github.signals.capture.repository;

import java.util.List;

/**
 * The contract for Spring Data JPA, whatever the database.
 */
abstract class JpaRepositoryCaptureContract extends TransactionalRepositoryCaptureContract<JpaModel.JpaItem> {

	@Override
	JpaModel.JpaItem item(String name) {
		JpaModel.JpaItem item = new JpaModel.JpaItem();
		item.setName(name);
		return item;
	}

	@Override
	void deleteQuietly(JpaModel.JpaItem absent) {
		this.repository.delete(absent);
		this.repository.deleteAll(List.of(absent, item("new")));
	}

	@Override
	String table() {
		return "jpa_item";
	}

	@Override
	Class<?> another() {
		return JpaModel.Ticket.class;
	}

	@Override
	List<String> bareDeleteById() {
		return List.of("select", "delete");
	}

	@Override
	boolean mergesTwoObjectsOfOneRow() {
		return true;
	}

}
