package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.ResolvableType;

import io.github.signals.Signal;

/**
 * Warns about receivers that work, but probably not as intended.
 */
final class DeclarationWarnings {

	private static final Logger logger = LoggerFactory.getLogger(DeclarationWarnings.class);

	private final Collection<ConnectedReceiver> connected;

	private DeclarationWarnings(Collection<ConnectedReceiver> connected) {
		this.connected = connected;
	}

	static void log(Collection<ConnectedReceiver> connected) {
		DeclarationWarnings warnings = new DeclarationWarnings(connected);
		warnings.warnOfAsync();
		warnings.warnOfTypeVariables();
		warnings.tellOfThoseThatHearEverything();
	}

	private List<String> methods(Predicate<ReceiverDeclaration> condition) {
		return declarations(condition).map(ReceiverDeclaration::describeMethod).sorted().toList();
	}

	private Stream<ReceiverDeclaration> declarations(Predicate<ReceiverDeclaration> condition) {
		return this.connected.stream().map(ConnectedReceiver::declaration).filter(condition);
	}

	private void warnOfAsync() {
		List<String> asynchronous = methods((declaration) -> declaration.delivery().isTransactional()
				&& DeclarationRules.isAsync(declaration.method()));
		if (!asynchronous.isEmpty()) {
			logger.warn("Receivers {} are @Async, but their delivery is in the transaction: they run on another thread,"
					+ " outside the transaction, and the caller does not see their exceptions. Remove @Async, or choose"
					+ " the delivery ASYNC.", asynchronous);
		}
	}

	private void warnOfTypeVariables() {
		List<String> unbound = methods((declaration) -> hearsEverything(declaration) && isOfTypeVariable(declaration));
		if (!unbound.isEmpty()) {
			logger.warn("Receivers {} hear every entity, because the type variable of their parameter has no bound."
					+ " Name the sender in the annotation, or give the type variable a bound.", unbound);
		}
	}

	private void tellOfThoseThatHearEverything() {
		List<String> all = declarations((declaration) -> hearsEverything(declaration) && !isOfTypeVariable(declaration))
			.map(ReceiverDeclaration::uid)
			.sorted()
			.toList();
		if (!all.isEmpty()) {
			logger.info("Receivers {} hear every entity, including those of libraries", all);
		}
	}

	private static boolean hearsEverything(ReceiverDeclaration declaration) {
		return declaration.hearsEntities() && declaration.senders().contains(Object.class);
	}

	private static boolean isOfTypeVariable(ReceiverDeclaration declaration) {
		Method method = declaration.method();
		ResolvableType owner = ResolvableType.forClass(declaration.beanType()).as(method.getDeclaringClass());
		return declaration.attributes().senders().isEmpty()
				&& Stream.of(method.getGenericParameterTypes()).anyMatch((type) -> isUnknownVariable(type, owner));
	}

	private static boolean isUnknownVariable(Type type, ResolvableType owner) {
		ResolvableType parameter = ResolvableType.forType(type, owner);
		ResolvableType single = Collection.class.isAssignableFrom(parameter.toClass()) ? parameter.getGeneric(0)
				: parameter;
		ResolvableType sender = Signal.class.isAssignableFrom(single.toClass()) ? single.getGeneric(0) : single;
		return sender.getType() instanceof TypeVariable<?> && sender.resolve() == null;
	}

}
