package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.RelationalPersistentProperty;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;

import io.github.signals.dispatch.EntityRows;

/**
 * The rows of an aggregate of Spring Data JDBC. Whole aggregates are read, because the
 * store reads nothing less.
 *
 * @since 0.1.0
 */
public final class JdbcRows implements EntityRows {

	private final JdbcAggregateOperations operations;

	private final RelationalPersistentEntity<?> entity;

	private final @Nullable String using;

	/**
	 * Create an instance.
	 * @param operations reads aggregates
	 * @param type the class of the aggregate's root
	 * @param using the bean name of the transaction manager, or {@code null}
	 */
	public JdbcRows(JdbcAggregateOperations operations, Class<?> type, @Nullable String using) {
		this.operations = operations;
		this.entity = operations.getConverter().getMappingContext().getRequiredPersistentEntity(type);
		this.using = using;
	}

	@Override
	public @Nullable String problem() {
		RelationalPersistentProperty id = this.entity.getIdProperty();
		return (id != null && !id.isEntity()) ? null : "its identifier is missing, or consists of several values";
	}

	@Override
	public @Nullable String using() {
		return this.using;
	}

	@Override
	public long count() {
		return this.operations.count(this.entity.getType());
	}

	@Override
	public @Nullable Object last() {
		List<Object> last = find(Query.empty(), Direction.DESC, 1);
		return last.isEmpty() ? null : last.get(0);
	}

	@Override
	public List<Object> identifiers(@Nullable Object after, Object last, int limit) {
		Criteria range = Criteria.where(id()).lessThanOrEquals(last);
		return find(Query.query((after != null) ? range.and(id()).greaterThan(after) : range), Direction.ASC, limit);
	}

	private List<Object> find(Query query, Direction direction, int limit) {
		List<Object> ids = new ArrayList<>();
		this.operations.findAll(query.sort(Sort.by(direction, id())).limit(limit), this.entity.getType())
			.forEach((aggregate) -> ids
				.add(Objects.requireNonNull(this.entity.getIdentifierAccessor(aggregate).getIdentifier())));
		return ids;
	}

	private String id() {
		return this.entity.getRequiredIdProperty().getName();
	}

}
