package io.github.signals.autoconfigure.durable;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.hibernate.annotations.TenantId;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

import io.github.signals.CallContext;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.OwnSignals;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * The rules for durable receivers of entities whose rows belong to tenants: the thread of
 * a call has no tenant.
 */
final class TenantRules {

	private final ReceiverRegistry registry;

	private final ObjectProvider<CallContext> contexts;

	private final @Nullable String schema;

	TenantRules(ReceiverRegistry registry, ObjectProvider<CallContext> contexts, @Nullable String schema) {
		this.registry = registry;
		this.contexts = contexts;
		this.schema = schema;
	}

	/**
	 * Return what is wrong of the receivers that hear entities of a factory.
	 */
	List<DeclarationProblem> check(SessionFactoryImplementor factory) {
		List<DeclarationProblem> problems = new ArrayList<>();
		boolean alone = this.contexts.stream().findAny().isEmpty();
		for (RegisteredReceiver receiver : this.registry.durable()) {
			Class<?> owned = (receiver.isEnabled() && alone) ? owned(receiver, factory) : null;
			if (owned != null) {
				problems.add(withoutTenant(receiver, owned));
			}
			if (receiver.isEnabled() && this.schema == null && isSeveral(factory) && hears(receiver, factory)) {
				problems.add(withoutTable(receiver, factory));
			}
		}
		return problems;
	}

	/**
	 * The problem that nothing makes the tenant of a record current.
	 */
	private static DeclarationProblem withoutTenant(RegisteredReceiver receiver, Class<?> owned) {
		return DeclarationProblem.ofReceiver(receiver.info(),
				"The receiver is DURABLE and hears of " + owned.getName()
						+ ", which has a @TenantId: the thread that makes the call has no tenant and would not find the"
						+ " row.",
				"Add a bean such as '@Bean CallContext tenants() { return (recorded, call) ->"
						+ " Tenants.runAs(recorded.tenant(), call); }', which sets the recorded tenant for the thread"
						+ " while the call runs, or choose another delivery.");
	}

	/**
	 * The problem that each tenant has its own tables: the engine only processes the
	 * tables that it sees without a tenant.
	 */
	private static DeclarationProblem withoutTable(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		return DeclarationProblem
			.ofReceiver(receiver.info(), "The receiver is DURABLE and hears entities of '" + factory.getName()
					+ "', which may have a schema or a database for each tenant: its calls could be recorded in many"
					+ " tables, and nothing would process all of them.",
					"Set signals.durable.schema to the schema of tables that all tenants share, or choose another"
							+ " delivery.");
	}

	private static boolean isSeveral(SessionFactoryImplementor factory) {
		return factory.getSessionFactoryOptions().isMultiTenancyEnabled();
	}

	/**
	 * Return whether a receiver hears an entity of a factory.
	 */
	static boolean hears(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		boolean[] found = new boolean[1];
		factory.getMappingMetamodel()
			.forEachEntityDescriptor((persister) -> found[0] |= hears(receiver, persister.getMappedClass()));
		return found[0];
	}

	private static boolean hears(RegisteredReceiver receiver, @Nullable Class<?> type) {
		boolean any = receiver.info().senders().contains(Object.class) && OwnSignals.isAllThatHears(receiver.info());
		return type != null && !any
				&& receiver.info().senders().stream().anyMatch((sender) -> sender.isAssignableFrom(type));
	}

	/**
	 * Return an entity with a tenant that a receiver hears, or that is a component of one
	 * of the application's signals.
	 */
	private static @Nullable Class<?> owned(RegisteredReceiver receiver, SessionFactoryImplementor factory) {
		AtomicReference<@Nullable Class<?>> owned = new AtomicReference<>();
		factory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			Class<?> type = persister.getMappedClass();
			if (owned.get() == null && (hears(receiver, type) || refersTo(receiver, type)) && hasTenant(persister)) {
				owned.set(type);
			}
		});
		return owned.get();
	}

	private static boolean refersTo(RegisteredReceiver receiver, @Nullable Class<?> type) {
		return receiver.info().signals().stream().anyMatch((signal) -> refersTo(signal, type));
	}

	private static boolean refersTo(Class<?> signal, @Nullable Class<?> type) {
		boolean own = OwnSignals.isOwn(signal)
				&& Arrays.stream(signal.getDeclaredFields()).anyMatch((field) -> field.getType() == type);
		return own || signal.isSealed()
				&& Arrays.stream(signal.getPermittedSubclasses()).anyMatch((permitted) -> refersTo(permitted, type));
	}

	private static boolean hasTenant(EntityPersister persister) {
		boolean[] found = { Arrays.stream(persister.getGenerators()).anyMatch(TenantIdGeneration.class::isInstance) };
		persister.forEachAttributeMapping((attribute) -> found[0] |= isTenant(attribute));
		return found[0] || persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart id
				&& hasTenant(id.getEmbeddableTypeDescriptor());
	}

	private static boolean hasTenant(EmbeddableMappingType embeddable) {
		boolean[] found = new boolean[1];
		embeddable.forEachAttributeMapping((attribute) -> found[0] |= isTenant(attribute));
		return found[0];
	}

	private static boolean isTenant(AttributeMapping attribute) {
		boolean annotated = attribute.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
				&& member.isAnnotationPresent(TenantId.class);
		return annotated || attribute instanceof EmbeddableValuedModelPart embedded
				&& hasTenant(embedded.getEmbeddableTypeDescriptor());
	}

}
