package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.repository.query.JdbcQueryMethod;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.data.relational.repository.query.RelationalParameterAccessor;
import org.springframework.data.relational.repository.query.RelationalParametersParameterAccessor;
import org.springframework.data.relational.repository.query.RelationalQueryCreator;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.data.util.Lazy;
import org.springframework.util.ClassUtils;

/**
 * Reads the aggregates of a {@code deleteBy…} query of Spring Data JDBC, whose criteria
 * it derives from the name as the store does, and deletes them one by one.
 */
final class JdbcDerivedFinder implements DerivedFinder {

	private final Supplier<JdbcAggregateOperations> operations;

	private final Supplier<EntityCallbacks> callbacks;

	private final RepositoryMetadata metadata;

	private final Lazy<Store> store = Lazy.of(this::connect);

	private final ConcurrentMap<Method, Derived> queries = new ConcurrentHashMap<>();

	JdbcDerivedFinder(Supplier<JdbcAggregateOperations> operations, Supplier<EntityCallbacks> callbacks,
			RepositoryMetadata metadata) {
		this.operations = operations;
		this.callbacks = callbacks;
		this.metadata = metadata;
	}

	private Store connect() {
		JdbcAggregateOperations known = this.operations.get();
		JdbcConverter converter = known.getConverter();
		DataAccessStrategy strategy = known.getDataAccessStrategy();
		CountingJdbcOperations counting = new CountingJdbcOperations(strategy.getJdbcOperations(),
				strategy.getDialect().getLikeEscaper());
		JdbcAggregateTemplate template = new JdbcAggregateTemplate(converter, new DataAccessStrategyFactory(converter,
				counting, strategy.getDialect(), QueryMappingConfiguration.EMPTY)
			.create());
		template.setEntityCallbacks(this.callbacks.get());
		return new Store(template, counting);
	}

	@Override
	public List<?> find(Method method, @Nullable Object[] arguments) {
		Derived derived = this.queries.computeIfAbsent(method, this::derive);
		Query query = new CriteriaReader(derived.tree(),
				new RelationalParametersParameterAccessor(derived.method(), arguments))
			.createQuery();
		List<Object> found = new ArrayList<>();
		this.store.get().template().findAll(query, this.metadata.getDomainType()).forEach(found::add);
		return found;
	}

	private Derived derive(Method method) {
		JdbcQueryMethod queryMethod = new JdbcQueryMethod(method, this.metadata, new SpelAwareProxyProjectionFactory(),
				PropertiesBasedNamedQueries.EMPTY, this.operations.get().getConverter().getMappingContext());
		return new Derived(queryMethod, new PartTree(method.getName(), this.metadata.getDomainType()));
	}

	@Override
	public @Nullable FoundDelete delete(Method method) {
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(method.getReturnType());
		boolean counted = type == Void.class || type == Boolean.class || Number.class.isAssignableFrom(type);
		return counted ? new ById(type) : null;
	}

	/**
	 * Deletes aggregates by their identifiers.
	 */
	private final class ById implements FoundDelete {

		private final Class<?> type;

		ById(Class<?> type) {
			this.type = type;
		}

		@Override
		public boolean delete(Object id) {
			Store store = JdbcDerivedFinder.this.store.get();
			// The row of the aggregate's root is the last one to be deleted.
			return store.counting()
				.lastOf(() -> store.template().deleteById(id, JdbcDerivedFinder.this.metadata.getDomainType())) > 0;
		}

		@Override
		public @Nullable Object result(int rows) {
			if (this.type == Void.class) {
				return null;
			}
			return (this.type == Boolean.class) ? rows > 0
					: DefaultConversionService.getSharedInstance().convert(rows, this.type);
		}

	}

	/**
	 * Turns the name of a method into a query of the same criteria.
	 */
	private static final class CriteriaReader extends RelationalQueryCreator<Query> {

		CriteriaReader(PartTree tree, RelationalParameterAccessor accessor) {
			super(tree, accessor);
		}

		@Override
		protected Query complete(@Nullable Criteria criteria, Sort sort) {
			return (criteria != null) ? Query.query(criteria) : Query.empty();
		}

	}

	private record Store(JdbcAggregateTemplate template, CountingJdbcOperations counting) {

	}

	private record Derived(QueryMethod method, PartTree tree) {

	}

}
