package io.github.signals.capture.bulk;

import java.util.Arrays;
import java.util.List;

import jakarta.persistence.Query;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.spi.AbstractCommonQueryContract;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.SqmRenderContext;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

import io.github.signals.BulkWrite.Operation;
import io.github.signals.dispatch.SqlStatement;

/**
 * What a set-based statement is about to write.
 *
 * @param sender the entity class, {@code Object} if it cannot be told
 * @param operation what it does
 * @param statement the statement, or {@code null} if it is in SQL
 */
record BulkStatement(Class<?> sender, Operation operation, @Nullable SqmDmlStatement<?> statement) {

	/**
	 * Read a query.
	 * @return what it writes, or {@code null} if it is none of these statements
	 */
	static @Nullable BulkStatement of(Query query, SharedSessionContractImplementor session) {
		if (query instanceof NativeQuery<?> sql) {
			return ofSql(sql.getQueryString(), session);
		}
		if (query instanceof SqmQuery<?> hql && hql.getSqmStatement() instanceof SqmDmlStatement<?> statement) {
			EntityPersister persister = session.getFactory()
				.getMappingMetamodel()
				.findEntityDescriptor(statement.getTarget().getEntityName());
			return new BulkStatement((persister != null) ? persister.getMappedClass() : Object.class,
					operation(statement), statement);
		}
		return null;
	}

	private static Operation operation(SqmDmlStatement<?> statement) {
		if (statement instanceof SqmDeleteStatement<?>) {
			return Operation.DELETE;
		}
		return (statement instanceof SqmUpdateStatement<?>) ? Operation.UPDATE : Operation.INSERT;
	}

	private static @Nullable BulkStatement ofSql(String sql, SharedSessionContractImplementor session) {
		SqlStatement statement = SqlStatement.of(sql);
		return (statement != null) ? new BulkStatement(sender(statement.table(), session), statement.operation(), null)
				: null;
	}

	/**
	 * Find the entity class whose table it is: the topmost, where a hierarchy shares it.
	 */
	private static Class<?> sender(String table, SharedSessionContractImplementor session) {
		Class<?>[] found = { Object.class };
		session.getFactory().getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			boolean stored = Arrays.stream(persister.getIdentifierTableName().split(","))
				.anyMatch((name) -> SqlStatement.table(name).equals(table));
			if (stored && (found[0] == Object.class || persister.getMappedClass().isAssignableFrom(found[0]))) {
				found[0] = persister.getMappedClass();
			}
		});
		return found[0];
	}

	/**
	 * Select the identifiers of the rows that the statement is going to write.
	 * @return the identifiers, or {@code null} if they cannot be told
	 */
	@Nullable List<?> selectIds(Query query, SharedSessionContractImplementor session) {
		SqmWhereClause where = where();
		if (this.statement == null || this.operation == Operation.INSERT) {
			return null;
		}
		SqmRenderContext context = SqmRenderContext.simpleContext();
		String alias = this.statement.getTarget().resolveAlias(context);
		StringBuilder hql = new StringBuilder("select id(").append(alias)
			.append(") from ")
			.append(this.statement.getTarget().getEntityName())
			.append(' ')
			.append(alias);
		if (where != null && where.getPredicate() != null) {
			hql.append(" where ");
			where.getPredicate().appendHqlString(hql, context);
		}
		return bind(session.createQuery(hql.toString(), Object.class), query).getResultList();
	}

	private @Nullable SqmWhereClause where() {
		if (this.statement instanceof SqmDeleteStatement<?> delete) {
			return delete.getWhereClause();
		}
		return (this.statement instanceof SqmUpdateStatement<?> update) ? update.getWhereClause() : null;
	}

	private static org.hibernate.query.Query<Object> bind(org.hibernate.query.Query<Object> select, Query query) {
		QueryParameterBindings bindings = ((AbstractCommonQueryContract) query).getQueryParameterBindings();
		select.getParameters().forEach((parameter) -> {
			String name = parameter.getName();
			Integer position = parameter.getPosition();
			QueryParameterBinding<?> binding = (name != null) ? bindings.getBinding(name)
					: bindings.getBinding(position);
			if (name != null && binding.isMultiValued()) {
				select.setParameterList(name, binding.getBindValues());
			}
			else if (name != null) {
				select.setParameter(name, binding.getBindValue());
			}
			else if (binding.isMultiValued()) {
				select.setParameterList(position, binding.getBindValues());
			}
			else {
				select.setParameter(position, binding.getBindValue());
			}
		});
		return select;
	}

}
