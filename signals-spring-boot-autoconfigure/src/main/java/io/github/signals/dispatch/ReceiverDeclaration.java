package io.github.signals.dispatch;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ClassUtils;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.Receiver;
import io.github.signals.Signal;

/**
 * A bean method with a receiver annotation, as it is declared.
 */
final class ReceiverDeclaration {

	private final String beanName;

	private final Class<?> beanType;

	private final Method method;

	private final Receiver annotation;

	private final String uid;

	private final List<ReceiverParameter> parameters;

	private final Set<Class<?>> signals;

	private final Set<Class<?>> senders;

	ReceiverDeclaration(String beanName, Class<?> beanType, Method method, MergedAnnotation<Receiver> annotation,
			String defaultUid) {
		this.beanName = beanName;
		this.beanType = beanType;
		this.method = method;
		this.annotation = annotation.synthesize();
		this.uid = this.annotation.dispatchUid().isEmpty() ? defaultUid : this.annotation.dispatchUid();
		this.parameters = IntStream.range(0, method.getParameterCount())
			.mapToObj((index) -> ReceiverParameter.of(method, index, beanType))
			.toList();
		this.signals = findSignals();
		this.senders = findSenders();
	}

	private Set<Class<?>> findSignals() {
		Set<Class<?>> declared = new LinkedHashSet<>(Arrays.asList(this.annotation.value()));
		if (declared.isEmpty()) {
			this.parameters.stream()
				.filter(ReceiverParameter::isSignal)
				.map(ReceiverParameter::type)
				.forEach(declared::add);
		}
		return declared;
	}

	private Set<Class<?>> findSenders() {
		Set<Class<?>> declared = new LinkedHashSet<>(Arrays.asList(this.annotation.sender()));
		if (!declared.isEmpty()) {
			return declared;
		}
		return senderParameters().filter((parameter) -> !isSimpleBesideEntities(parameter))
			.max((one, other) -> one.sender().isAssignableFrom(other.sender()) ? -1 : 1)
			.stream()
			.<Class<?>>map(ReceiverParameter::sender)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	Stream<ReceiverParameter> senderParameters() {
		return this.parameters.stream().filter(ReceiverParameter::tellsSender);
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

	Receiver annotation() {
		return this.annotation;
	}

	String uid() {
		return this.uid;
	}

	List<ReceiverParameter> parameters() {
		return this.parameters;
	}

	Set<Class<?>> signals() {
		return this.signals;
	}

	/**
	 * Return the senders.
	 * @return the senders; the application's own signals need none
	 */
	Set<Class<?>> senders() {
		return (this.senders.isEmpty() && !hearsEntities()) ? Set.of(Object.class) : this.senders;
	}

	Delivery delivery() {
		return this.annotation.delivery();
	}

	boolean isBatch() {
		return this.parameters.stream().anyMatch(ReceiverParameter::isBatch);
	}

	/**
	 * Return whether the method has a parameter for the instance.
	 */
	boolean takesInstance() {
		return this.parameters.stream().anyMatch((parameter) -> parameter.kind() == ReceiverParameter.Kind.INSTANCE);
	}

	boolean hearsEntities() {
		return this.signals.stream().anyMatch((signal) -> isEntitySignal(signal) || signal == Signal.class);
	}

	static boolean isEntitySignal(Class<?> signal) {
		return EntitySignal.class.isAssignableFrom(signal) || signal == BulkWrite.class;
	}

	boolean hearsOnly(Class<?> signal) {
		return !this.signals.isEmpty() && this.signals.stream().allMatch((candidate) -> candidate == signal);
	}

	boolean isStatic() {
		return Modifier.isStatic(this.method.getModifiers());
	}

	String describeMethod() {
		List<String> types = new ArrayList<>();
		for (Class<?> type : this.method.getParameterTypes()) {
			types.add(type.getSimpleName());
		}
		return ClassUtils.getUserClass(this.beanType).getSimpleName() + "." + this.method.getName() + "("
				+ String.join(", ", types) + ")";
	}

	DeclarationProblem problem(String rule, String remedy) {
		return new DeclarationProblem(this.beanName, describeMethod(), rule, remedy);
	}

}
