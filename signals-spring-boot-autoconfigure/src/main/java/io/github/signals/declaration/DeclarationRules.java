package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

import io.github.signals.BulkWrite;
import io.github.signals.Delivery;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * The rules for a declaration that can be checked on the declaration alone.
 */
final class DeclarationRules {

	private final ReceiverDeclaration declaration;

	private final List<DeclarationProblem> problems = new ArrayList<>();

	private DeclarationRules(ReceiverDeclaration declaration) {
		this.declaration = declaration;
	}

	/**
	 * Check a declaration.
	 * @param declaration the declaration
	 * @param proxyType the class of the bean as others see it, or {@code null} if it is
	 * not known yet
	 * @return the problems; empty if there are none
	 */
	static List<DeclarationProblem> check(ReceiverDeclaration declaration, @Nullable Class<?> proxyType) {
		DeclarationRules rules = new DeclarationRules(declaration);
		if (KotlinDetector.isSuspendingFunction(declaration.method())) {
			rules.refuse("A Kotlin 'suspend' function cannot be a receiver, because nothing would wait for its"
					+ " coroutine.", "Remove 'suspend', and use runBlocking to call other suspend functions.");
			return rules.problems;
		}
		rules.checkMethod(proxyType);
		rules.checkEnd();
		rules.checkUid();
		rules.checkSignals();
		rules.checkSenders();
		rules.checkParameters();
		rules.problems.addAll(LateRules.check(declaration));
		rules.checkBatch();
		rules.problems.addAll(SignalRules.check(declaration));
		rules.problems.addAll(DurableRules.check(declaration));
		rules.problems.addAll(ParkedRules.checkAlone(declaration));
		return rules.problems;
	}

	private void require(boolean fulfilled, String rule, String remedy) {
		if (!fulfilled) {
			refuse(rule, remedy);
		}
	}

	private void refuse(String rule, String remedy) {
		this.problems.add(this.declaration.problem(rule, remedy));
	}

	private void checkMethod(@Nullable Class<?> proxyType) {
		Method method = this.declaration.method();
		int modifiers = method.getModifiers();
		require(!Modifier.isStatic(modifiers),
				"A static method cannot be a receiver, because it is not called on a bean.", "Make it non-static.");
		boolean proxied = proxyType != null && SpringProxy.class.isAssignableFrom(proxyType);
		require(!(proxied && Modifier.isPrivate(modifiers)),
				"A private method cannot be called through the bean's proxy.", "Make it package-private.");
		require(!(proxied && Modifier.isFinal(modifiers) && !Proxy.isProxyClass(proxyType)),
				"A final method would run on the proxy itself, whose fields are not set.", "Make it non-final.");
		require(isCallableOn(proxyType), "The bean has a JDK proxy, and none of its interfaces declares this method.",
				"Declare the method in an interface, or use a class-based proxy (proxyTargetClass).");
		if (!returnsNothingToWaitFor(method.getReturnType()) && isAsync(method)) {
			refuse("An @Async method cannot return " + method.getReturnType().getSimpleName() + ".",
					"Return void or a Future.");
		}
	}

	private void checkEnd() {
		Delivery delivery = this.declaration.delivery();
		boolean awaited = switch (delivery) {
			case ASYNC, DURABLE -> true;
			case IN_TRANSACTION -> !this.declaration.hearsEntities();
			default -> false;
		};
		require(awaited || !CompletionStage.class.isAssignableFrom(this.declaration.method().getReturnType()),
				"A receiver that is " + delivery + " cannot return a CompletionStage, because its caller does not wait"
						+ " for work on other threads.",
				"Choose the delivery ASYNC or DURABLE, or return void.");
	}

	private boolean isCallableOn(@Nullable Class<?> proxyType) {
		Method method = this.declaration.method();
		if (proxyType == null || !Proxy.isProxyClass(proxyType) || this.declaration.isStatic()) {
			return true;
		}
		return method.getDeclaringClass().isInterface() || ClassUtils.getAllInterfacesForClassAsSet(proxyType)
			.stream()
			.anyMatch((type) -> ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes()));
	}

	static boolean isAsync(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), Async.class);
	}

	private static boolean returnsNothingToWaitFor(Class<?> type) {
		return type == void.class || Future.class.isAssignableFrom(type);
	}

	private void checkUid() {
		String uid = this.declaration.attributes().dispatchUid();
		require(uid.isEmpty() || !uid.isBlank(), "The uid is blank.", "Give it a name, or remove 'dispatchUid'.");
	}

	private void checkSignals() {
		require(!this.declaration.signals().isEmpty(),
				"No signal would reach this receiver: neither the annotation nor a parameter names one.",
				"Name the signal in the annotation, as in @Receiver(PostSave.class), or take it as a parameter.");
	}

	private void checkSenders() {
		require(!this.declaration.senders().isEmpty(),
				"The receiver has no sender: neither the annotation nor a parameter names one.",
				"Name the sender in the annotation, as in @PostSaveReceiver(Order.class), or take the instance as a"
						+ " parameter.");
	}

	private void checkParameters() {
		for (ReceiverParameter parameter : this.declaration.parameters()) {
			if (parameter.tellsSender()) {
				checkSenderParameter(parameter);
			}
			else if (parameter.readsSave() && !this.declaration.hearsOnlySaves()) {
				refuse("A parameter of type " + parameter.type().getSimpleName()
						+ " cannot be supplied: only PreSave and PostSave report what is created or changed.",
						"Remove the parameter, or hear only PreSave and PostSave.");
			}
		}
	}

	private void checkSenderParameter(ReceiverParameter parameter) {
		if (!parameter.isSignal() && this.declaration.signals().contains(BulkWrite.class)) {
			refuse("A BulkWrite is about many rows and has no instance.",
					"Take the signal, as in BulkWrite<Order>, and name the sender in the annotation.");
			return;
		}
		if (parameter.isSignal() && !takesAll(parameter.type(), this.declaration.signals())) {
			refuse("A parameter of type " + parameter.type().getSimpleName()
					+ " cannot be supplied: the receiver hears signals of other types.",
					"Take a type that all of its signals share.");
		}
		if (!takesAll(parameter.sender(), this.declaration.senders())
				|| this.declaration.isSimpleBesideEntities(parameter)) {
			refuse("A parameter of type " + parameter.sender().getSimpleName()
					+ " cannot be supplied: it is not the type of the sender.",
					"Take the instance, boolean created, Changes, the signal, SignalContext, SignalNotes or Snapshot.");
		}
	}

	private static boolean takesAll(Class<?> type, Set<Class<?>> candidates) {
		for (Class<?> candidate : candidates) {
			if (!type.isAssignableFrom(candidate)) {
				return false;
			}
		}
		return true;
	}

	private void checkBatch() {
		require(!this.declaration.isBatch() || isOnlyParameterOfSignal(),
				"A receiver that takes a List cannot take another parameter of a single signal.",
				"Take only a List of signals, as in List<PostSave<Order>>.");
	}

	private boolean isOnlyParameterOfSignal() {
		int ofSignal = 0;
		for (ReceiverParameter parameter : this.declaration.parameters()) {
			ofSignal += (parameter.tellsSender() || parameter.isOfOneWrite()
					|| parameter.kind() == ReceiverParameter.Kind.SNAPSHOT) ? 1 : 0;
		}
		return ofSignal == 1;
	}

}
