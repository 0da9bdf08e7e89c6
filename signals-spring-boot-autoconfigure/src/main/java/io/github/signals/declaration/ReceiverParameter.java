package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.core.ResolvableType;

import io.github.signals.BulkWrite;
import io.github.signals.Changes;
import io.github.signals.SaveSignal;
import io.github.signals.Signal;
import io.github.signals.SignalContext;
import io.github.signals.SignalNotes;
import io.github.signals.Snapshot;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.SnapshotContext;

/**
 * A parameter of a receiver method: what it takes, and of which type.
 *
 * @param kind what it takes
 * @param type the type of the parameter, or of the elements of the list
 * @param sender the sender that it tells, {@code Object} for any
 */
record ReceiverParameter(Kind kind, Class<?> type, Class<?> sender) {

	private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Collection.class, Iterable.class);

	static List<ReceiverParameter> of(Method method, Class<?> beanType) {
		Type[] types = method.getGenericParameterTypes();
		List<ReceiverParameter> parameters = new ArrayList<>(types.length);
		for (Type type : types) {
			parameters.add(of(type, method, beanType));
		}
		return parameters;
	}

	private static ReceiverParameter of(Type type, Method method, Class<?> beanType) {
		if (type instanceof Class<?> plain && !isGeneric(plain)) {
			Kind kind = kindOf(plain);
			return new ReceiverParameter(kind, plain, (kind == Kind.INSTANCE) ? plain : Object.class);
		}
		ResolvableType owner = ResolvableType.forClass(beanType).as(method.getDeclaringClass());
		return of(ResolvableType.forType(type, owner));
	}

	/**
	 * Return whether the type alone does not tell what a parameter takes.
	 */
	private static boolean isGeneric(Class<?> type) {
		return COLLECTIONS.contains(type) || Signal.class.isAssignableFrom(type);
	}

	private static ReceiverParameter of(ResolvableType type) {
		if (COLLECTIONS.contains(type.toClass())) {
			ResolvableType element = type.getGeneric(0);
			boolean signals = Signal.class.isAssignableFrom(element.toClass());
			return of(signals ? Kind.SIGNALS : Kind.INSTANCES, element);
		}
		return of(kindOf(type.toClass()), type);
	}

	private static ReceiverParameter of(Kind kind, ResolvableType type) {
		Class<?> sender = switch (kind) {
			case SIGNAL, SIGNALS -> ofSignal(type).resolve(Object.class);
			case INSTANCE, INSTANCES -> type.toClass();
			default -> Object.class;
		};
		return new ReceiverParameter(kind, type.toClass(), sender);
	}

	/**
	 * Return what a signal says of its sender; a {@link BulkWrite} is about itself.
	 */
	static ResolvableType ofSignal(ResolvableType signal) {
		ResolvableType bulk = signal.as(BulkWrite.class);
		return ((bulk != ResolvableType.NONE) ? bulk : signal.as(Signal.class)).getGeneric(0);
	}

	private static Kind kindOf(Class<?> type) {
		if (Signal.class.isAssignableFrom(type)) {
			return Kind.SIGNAL;
		}
		if (SignalContext.class.isAssignableFrom(type)) {
			return Kind.CONTEXT;
		}
		if (type == Changes.class) {
			return Kind.CHANGES;
		}
		if (type == SignalNotes.class) {
			return Kind.NOTES;
		}
		if (type == Snapshot.class) {
			return Kind.SNAPSHOT;
		}
		return (type == boolean.class || type == Boolean.class) ? Kind.CREATED : Kind.INSTANCE;
	}

	boolean tellsSender() {
		return this.kind.ofSender;
	}

	boolean isBatch() {
		return this.kind == Kind.INSTANCES || this.kind == Kind.SIGNALS;
	}

	boolean isSignal() {
		return this.kind == Kind.SIGNAL || this.kind == Kind.SIGNALS;
	}

	/**
	 * Return whether it takes something of one write alone.
	 */
	boolean isOfOneWrite() {
		return readsSave() || this.kind == Kind.NOTES;
	}

	boolean readsSave() {
		return this.kind == Kind.CREATED || this.kind == Kind.CHANGES;
	}

	/**
	 * Return how to get it from the payload of a call.
	 */
	Argument argument() {
		return switch (this.kind) {
			case INSTANCE -> (payload, context) -> ((Signal<?>) payload).instance();
			case INSTANCES -> (payload, context) -> instances((List<?>) payload);
			case SIGNAL, SIGNALS -> (payload, context) -> payload;
			case CREATED -> (payload, context) -> ((SaveSignal<?>) payload).created();
			case CHANGES -> (payload, context) -> ((SaveSignal<?>) payload).changes();
			case CONTEXT -> (payload, context) -> context;
			case NOTES -> (payload, context) -> notes(context);
			case SNAPSHOT -> (payload, context) -> SnapshotContext.of((Signal<?>) payload, context);
		};
	}

	private static SignalNotes notes(DispatchContext context) {
		SignalNotes notes = context.notes();
		return (notes != null) ? notes : new SignalNotes();
	}

	private static List<?> instances(List<?> signals) {
		return signals.stream().map((signal) -> ((Signal<?>) signal).instance()).toList();
	}

	/**
	 * What a parameter takes.
	 */
	enum Kind {

		INSTANCE(true), INSTANCES(true), SIGNAL(true), SIGNALS(true), CREATED(false), CHANGES(false), CONTEXT(false),
		NOTES(false),

		SNAPSHOT(false);

		private final boolean ofSender;

		Kind(boolean ofSender) {
			this.ofSender = ofSender;
		}

	}

	/**
	 * Takes an argument out of the payload of a call.
	 */
	@FunctionalInterface
	interface Argument {

		Object of(Object payload, DispatchContext context);

	}

}
