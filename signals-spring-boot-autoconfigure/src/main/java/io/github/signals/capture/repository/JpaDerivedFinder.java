package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.provider.PersistenceProvider;
import org.springframework.data.jpa.repository.query.EscapeCharacter;
import org.springframework.data.jpa.repository.query.JpaQueryConfiguration;
import org.springframework.data.jpa.repository.query.JpaQueryLookupStrategy;
import org.springframework.data.jpa.repository.query.JpaQueryMethod;
import org.springframework.data.jpa.repository.query.QueryEnhancerSelector;
import org.springframework.data.jpa.repository.query.QueryRewriterProvider;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.SpelAwareProxyProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PropertiesBasedNamedQueries;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/**
 * Has Spring Data JPA derive the {@code findBy…} that goes with a {@code deleteBy…}. The
 * delete then finds the same entities in the persistence context.
 */
final class JpaDerivedFinder implements DerivedFinder {

	private static final NamedQueries NO_NAMED_QUERIES = PropertiesBasedNamedQueries.EMPTY;

	private final Supplier<EntityManager> entityManager;

	private final RepositoryMetadata metadata;

	private final ConcurrentMap<Method, RepositoryQuery> queries = new ConcurrentHashMap<>();

	JpaDerivedFinder(Supplier<EntityManager> entityManager, RepositoryMetadata metadata) {
		this.entityManager = entityManager;
		this.metadata = metadata;
	}

	@Override
	public List<?> find(Method method, @Nullable Object[] arguments) {
		Object found = this.queries.computeIfAbsent(method, this::derive).execute(arguments);
		return (found instanceof List<?> entities) ? entities : List.of();
	}

	private RepositoryQuery derive(Method method) {
		EntityManager em = this.entityManager.get();
		JpaQueryConfiguration configuration = new JpaQueryConfiguration(QueryRewriterProvider.simple(),
				QueryEnhancerSelector.DEFAULT_SELECTOR, ValueExpressionDelegate.create(), EscapeCharacter.DEFAULT);
		return JpaQueryLookupStrategy
			.create(em, (candidate, metadata, projection) -> new FinderMethod(candidate, metadata, projection, em),
					QueryLookupStrategy.Key.CREATE, configuration)
			.resolveQuery(method, this.metadata, new SpelAwareProxyProjectionFactory(), NO_NAMED_QUERIES);
	}

	/**
	 * A query method that deletes, seen as one that finds a list.
	 */
	private static final class FinderMethod extends JpaQueryMethod {

		FinderMethod(Method method, RepositoryMetadata metadata, ProjectionFactory projection, EntityManager em) {
			super(method, metadata, projection, PersistenceProvider.fromEntityManager(em));
		}

		@Override
		public String getName() {
			return "find" + super.getName().substring("delete".length());
		}

		@Override
		public boolean isCollectionQuery() {
			return true;
		}

	}

}
