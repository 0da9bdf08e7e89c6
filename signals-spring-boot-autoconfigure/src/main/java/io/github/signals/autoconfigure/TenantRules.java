package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.persister.entity.EntityPersister;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * What a durable receiver needs where the rows of an entity belong to tenants: the thread
 * of its call has none.
 */
final class TenantRules {

	private TenantRules() {
	}

	/**
	 * Return what is wrong where nobody makes the tenant of a record current.
	 */
	static List<DeclarationProblem> check(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		List<DeclarationProblem> problems = new ArrayList<>();
		factory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			Class<?> type = persister.getMappedClass();
			if (type != null && problems.isEmpty() && hasTenant(persister)
					&& receiver.info().senders().stream().anyMatch((sender) -> sender.isAssignableFrom(type))) {
				problems.add(new DeclarationProblem(receiver.uid(), receiver.info().method(), "It is DURABLE and hears "
						+ type.getName()
						+ ", which has a @TenantId: the thread of its call has no tenant, and would not find the row.",
						"Add a bean such as '@Bean CallContext tenants() { return (recorded, call) ->"
								+ " Tenants.runAs(recorded.tenant(), call); }', which makes the recorded tenant that of"
								+ " the thread while the call runs, or choose another delivery."));
			}
		});
		return problems;
	}

	/**
	 * Return what is wrong where each tenant has tables of its own: the engine looks
	 * after those that it sees without a tenant.
	 */
	static List<DeclarationProblem> checkSchemas(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		boolean several = factory.getSessionFactoryOptions().isMultiTenancyEnabled();
		return (several && hears(receiver, factory)) ? List
			.of(new DeclarationProblem(receiver.uid(), receiver.info().method(), "It is DURABLE and hears entities of '"
					+ factory.getName()
					+ "', which may have a schema or a database for each tenant, so that its calls could be recorded in"
					+ " many tables, which nobody looks after as a whole.",
					"Name the schema of the tables that all tenants share (signals.durable.schema), or choose another"
							+ " delivery."))
				: List.of();
	}

	/**
	 * Return whether a receiver hears an entity of a factory.
	 */
	static boolean hears(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		boolean[] found = new boolean[1];
		factory.getMappingMetamodel()
			.forEachEntityDescriptor((persister) -> found[0] |= receiver.info()
				.senders()
				.stream()
				.anyMatch((sender) -> sender.isAssignableFrom(persister.getMappedClass())));
		return found[0];
	}

	private static boolean hasTenant(EntityPersister persister) {
		return Arrays.stream(persister.getGenerators()).anyMatch(TenantIdGeneration.class::isInstance);
	}

}
