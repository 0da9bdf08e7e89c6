package io.github.signals.capture.repository;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryCustomizer;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import io.github.signals.dispatch.Dispatcher;
import io.github.signals.dispatch.EntityAccess;

/**
 * Adds the capture to one repository, as its innermost advice: inside the transaction,
 * and before domain events are published. Reactive repositories are left alone.
 *
 * @since 0.1.0
 */
public final class RepositoryCapture implements RepositoryFactoryCustomizer {

	private final Supplier<Dispatcher> dispatcher;

	private final @Nullable String using;

	private final Supplier<EntityAccess> access;

	private final @Nullable Supplier<EntityManager> entityManager;

	private RepositoryCapture(Supplier<Dispatcher> dispatcher, @Nullable String using, Supplier<EntityAccess> access,
			@Nullable Supplier<EntityManager> entityManager) {
		this.dispatcher = dispatcher;
		this.using = using;
		this.access = access;
		this.entityManager = entityManager;
	}

	/**
	 * Create the capture of a repository of any store.
	 * @param dispatcher to whom the signals are handed
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @param mappings what is known of the entities
	 * @return the capture
	 */
	public static RepositoryCapture of(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityMappings> mappings) {
		EntityAccess access = new MappedEntityAccess(mappings);
		return new RepositoryCapture(dispatcher, using, () -> access, null);
	}

	/**
	 * Create the capture of a JPA repository.
	 * @param dispatcher to whom the signals are handed
	 * @param using the bean name of its transaction manager, or {@code null}
	 * @param access finds the persistence context of the moment
	 * @param entityManager the shared entity manager of the repository
	 * @return the capture
	 */
	public static RepositoryCapture ofJpa(Supplier<Dispatcher> dispatcher, @Nullable String using,
			Supplier<EntityAccess> access, Supplier<EntityManager> entityManager) {
		return new RepositoryCapture(dispatcher, using, access, entityManager);
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
		DerivedFinder finder = (this.entityManager != null) ? new JpaDerivedFinder(this.entityManager, information)
				: null;
		proxy.addAdvice(new RepositoryInterceptor(this.dispatcher, information, entityInformation,
				StoreKind.of(information.getRepositoryBaseClass()), this.using, this.access, finder));
	}

}
