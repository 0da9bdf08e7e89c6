package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.signals.CallQuery;
import io.github.signals.delivery.durable.DurableCall.Key;

/**
 * Conditions on the columns of the calls.
 *
 * @param sql the conditions, each with {@code and} before it
 * @param arguments what their parameters stand for
 */
record CallFilter(String sql, List<Object> arguments) {

	static CallFilter ofId(UUID id) {
		return new CallFilter(" and id = ?", List.of(id.toString()));
	}

	/**
	 * Return the conditions of a query. An entity is in one partition, which is what the
	 * index begins with after the receiver.
	 */
	static CallFilter of(CallQuery query, RecordFormat format) {
		StringBuilder sql = new StringBuilder();
		List<Object> arguments = new ArrayList<>();
		if (query.uid() != null) {
			sql.append(" and uid = ?");
			arguments.add(query.uid());
		}
		if (query.entity() != null) {
			Key key = format.keyOf(query.entity());
			sql.append(" and partition_number = ? and entity_key = ?");
			arguments.addAll(List.of(key.partition(), key.entity()));
		}
		if (query.sender() != null) {
			sql.append(" and sender = ?");
			arguments.add(query.sender());
		}
		if (query.recordedBefore() != null) {
			sql.append(" and recorded < ?");
			arguments.add(query.recordedBefore().toEpochMilli());
		}
		return new CallFilter(sql.toString(), List.copyOf(arguments));
	}

	/**
	 * Return the arguments, with one more.
	 */
	Object[] with(int last) {
		List<Object> all = new ArrayList<>(this.arguments);
		all.add(last);
		return all.toArray();
	}

}
