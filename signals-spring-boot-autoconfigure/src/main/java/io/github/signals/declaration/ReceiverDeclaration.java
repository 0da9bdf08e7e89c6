package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * A bean method with a receiver annotation, as it is declared.
 */
final class ReceiverDeclaration implements Declared {

	private final String beanName;

	private final Class<?> beanType;

	private final Method method;

	private final ReceiverAttributes attributes;

	private final String uid;

	private final List<ReceiverParameter> parameters;

	private final Set<Class<?>> signals;

	private final Set<Class<?>> senders;

	ReceiverDeclaration(String beanName, Class<?> beanType, Method method, ReceiverAttributes attributes,
			String defaultUid) {
		this.beanName = beanName;
		this.beanType = beanType;
		this.method = method;
		this.attributes = attributes;
		this.uid = attributes.dispatchUid().isEmpty() ? defaultUid : attributes.dispatchUid();
		this.parameters = ReceiverParameter.of(method, beanType);
		this.signals = findSignals();
		this.senders = findSenders();
	}

	private Set<Class<?>> findSignals() {
		Set<Class<?>> found = new LinkedHashSet<>(this.attributes.signals());
		if (found.isEmpty()) {
			for (ReceiverParameter parameter : this.parameters) {
				if (parameter.isSignal()) {
					found.add(parameter.type());
				}
			}
		}
		return found;
	}

	private Set<Class<?>> findSenders() {
		if (!this.attributes.senders().isEmpty()) {
			return new LinkedHashSet<>(this.attributes.senders());
		}
		Class<?> narrowest = null;
		for (ReceiverParameter parameter : this.parameters) {
			if (parameter.tellsSender() && !isSimpleBesideEntities(parameter)
					&& (narrowest == null || narrowest.isAssignableFrom(parameter.sender()))) {
				narrowest = parameter.sender();
			}
		}
		return (narrowest != null) ? Set.of(narrowest) : Set.of();
	}

	/**
	 * Return whether a parameter is a string, a number or the like, which no store has as
	 * an entity.
	 */
	boolean isSimpleBesideEntities(ReceiverParameter parameter) {
		return hearsEntities() && parameter.sender() != Object.class && BeanUtils.isSimpleProperty(parameter.sender());
	}

	String beanName() {
		return this.beanName;
	}

	Class<?> beanType() {
		return this.beanType;
	}

	Method method() {
		return this.method;
	}

	ReceiverAttributes attributes() {
		return this.attributes;
	}

	String uid() {
		return this.uid;
	}

	List<ReceiverParameter> parameters() {
		return this.parameters;
	}

	@Override
	public Set<Class<?>> signals() {
		return this.signals;
	}

	@Override
	public List<String> changed() {
		return this.attributes.changed();
	}

	@Override
	public List<String> parts() {
		return this.attributes.parts();
	}

	@Override
	public String condition() {
		return this.attributes.condition();
	}

	@Override
	public List<Class<?>> when() {
		return this.attributes.when();
	}

	/**
	 * Return the senders.
	 * @return the senders; the application's own signals need none
	 */
	@Override
	public Set<Class<?>> senders() {
		return (this.senders.isEmpty() && !hearsEntities()) ? Set.of(Object.class) : this.senders;
	}

	@Override
	public Collection<On> on() {
		return this.attributes.on();
	}

	@Override
	public boolean ids() {
		return this.attributes.ids();
	}

	@Override
	public boolean reload() {
		return this.attributes.reload();
	}

	@Override
	public int batchSize() {
		return this.attributes.batchSize();
	}

	@Override
	public Delivery delivery() {
		return this.attributes.delivery();
	}

	@Override
	public boolean isBatch() {
		for (ReceiverParameter parameter : this.parameters) {
			if (parameter.isBatch()) {
				return true;
			}
		}
		return false;
	}

	boolean takesInstance() {
		return takes(ReceiverParameter.Kind.INSTANCE) || takes(ReceiverParameter.Kind.INSTANCES);
	}

	/** Return whether the method takes the attributes as they were written. */
	boolean takesSnapshot() {
		return takes(ReceiverParameter.Kind.SNAPSHOT);
	}

	@Override
	public boolean takesNotes() {
		return takes(ReceiverParameter.Kind.NOTES);
	}

	/**
	 * Return whether the method has a parameter of a kind.
	 */
	boolean takes(ReceiverParameter.Kind kind) {
		return this.parameters.stream().anyMatch((parameter) -> parameter.kind() == kind);
	}

	/**
	 * Return whether both may be called for one and the same signal.
	 */
	boolean mayHearTheSameAs(ReceiverDeclaration other) {
		return isAnyRelated(this.signals, other.signals) && isAnyRelated(senders(), other.senders());
	}

	static boolean isAnyRelated(Collection<Class<?>> some, Collection<Class<?>> others) {
		for (Class<?> one : some) {
			for (Class<?> other : others) {
				if (isRelated(one, other) || isRelated(other, one)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return whether an object of a type may be of another one: a subclass may implement
	 * any interface.
	 */
	private static boolean isRelated(Class<?> one, Class<?> other) {
		return one.isAssignableFrom(other) || one.isInterface() && !Modifier.isFinal(other.getModifiers());
	}

	boolean isStatic() {
		return Modifier.isStatic(this.method.getModifiers());
	}

	String describeMethod() {
		return describeMethodOf(ClassUtils.getUserClass(this.beanType));
	}

	String describeDeclaredMethod() {
		return describeMethodOf(this.method.getDeclaringClass());
	}

	private String describeMethodOf(Class<?> type) {
		List<String> types = new ArrayList<>();
		for (Class<?> parameter : this.method.getParameterTypes()) {
			types.add(parameter.getSimpleName());
		}
		return type.getSimpleName() + "." + this.method.getName() + "(" + String.join(", ", types) + ")";
	}

	@Override
	public DeclarationProblem problem(String rule, String remedy) {
		return new DeclarationProblem(this.beanName, describeMethod(), rule, remedy);
	}

}
