package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactoryCustomizer;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import io.github.signals.capture.EntityReader;
import io.github.signals.capture.EntityReaders;
import io.github.signals.dispatch.Dispatcher;

/**
 * Adds the capture to one repository, as its innermost advice: inside the transaction,
 * and before domain events are published. Reactive repositories are not captured.
 *
 * @since 0.1.0
 */
public final class RepositoryCapture implements RepositoryFactoryCustomizer {

	private final Supplier<Dispatcher> dispatcher;

	private final @Nullable String using;

	private final EntityReaders reader;

	private final Function<RepositoryMetadata, @Nullable DerivedFinder> finder;

	private RepositoryCapture(Supplier<Dispatcher> dispatcher, @Nullable String using, EntityReaders reader,
			Function<RepositoryMetadata, @Nullable DerivedFinder> finder) {
		this.dispatcher = dispatcher;
		this.using = using;
		this.reader = reader;
		this.finder = finder;
	}

	/**
	 * Create the capture of a repository of any store.
	 * @param dispatcher the dispatcher of the signals
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @param mappings the mappings of the entities
	 * @return the capture
	 */
	public static RepositoryCapture of(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityMappings> mappings) {
		return of(dispatcher, using, mappings, (metadata) -> null);
	}

	private static RepositoryCapture of(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityMappings> mappings, Function<RepositoryMetadata, @Nullable DerivedFinder> finder) {
		EntityReader reader = new MappedEntityReader(mappings,
				(type) -> dispatcher.get().registry().routes(type).parts());
		return new RepositoryCapture(dispatcher, using, () -> reader, finder);
	}

	/**
	 * Create the capture of a repository of Spring Data JDBC.
	 * @param dispatcher the dispatcher of the signals
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @param mappings the mappings of the entities
	 * @param operations the operations that the repository stores its entities with
	 * @param callbacks the callbacks for entities that are read
	 * @return the capture
	 */
	public static RepositoryCapture ofJdbc(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityMappings> mappings, Supplier<JdbcAggregateOperations> operations,
			Supplier<EntityCallbacks> callbacks) {
		return of(dispatcher, using, mappings, (metadata) -> new JdbcDerivedFinder(operations, callbacks, metadata));
	}

	/**
	 * Create the capture of a JPA repository.
	 * @param dispatcher the dispatcher of the signals
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @param reader finds the current persistence context
	 * @param entityManager the shared entity manager of the repository
	 * @return the capture
	 */
	public static RepositoryCapture ofJpa(Supplier<Dispatcher> dispatcher, @Nullable String using, EntityReaders reader,
			Supplier<EntityManager> entityManager) {
		return new RepositoryCapture(dispatcher, using, reader,
				(metadata) -> new JpaDerivedFinder(entityManager, metadata));
	}

	/**
	 * Return whether a method deletes entities with a derived query in a store that does
	 * not report what the query finds, so that no receiver hears the deletes.
	 * @param method the method
	 * @param information the metadata of its repository
	 * @return whether its deletes are not signalled
	 */
	public static boolean deletesUnheard(Method method, RepositoryInformation information) {
		return StoreKind.of(information.getRepositoryBaseClass()) == StoreKind.OTHER
				&& RepositoryOperation.of(method, information) == RepositoryOperation.DELETE_DERIVED;
	}

	@Override
	public void customize(RepositoryFactorySupport factory) {
		factory.addRepositoryProxyPostProcessor((proxy, information) -> advise(factory, proxy, information));
	}

	@SuppressWarnings("unchecked")
	private void advise(RepositoryFactorySupport factory, ProxyFactory proxy, RepositoryInformation information) {
		if (information.isReactiveRepository()) {
			return;
		}
		EntityInformation<Object, Object> entityInformation = (EntityInformation<Object, Object>) factory
			.getEntityInformation(information);
		proxy.addAdvice(new RepositoryInterceptor(this.dispatcher, information, entityInformation,
				StoreKind.of(information.getRepositoryBaseClass()), this.using, this.reader,
				this.finder.apply(information)));
	}

}
