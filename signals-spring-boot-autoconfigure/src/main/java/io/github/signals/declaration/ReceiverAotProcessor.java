package io.github.signals.declaration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.dispatch.ConditionRoot;
import io.github.signals.dispatch.OwnSignals;

/**
 * Tells a native image what receivers need beyond their methods, of which the annotation
 * tells by itself: the class file, for the order of the methods, the error handlers and
 * the conditions that are created, and what expressions look at.
 */
class ReceiverAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		Class<?> type = bean.getBeanClass();
		if (!new CandidateClasses().at(type).receivers()) {
			return null;
		}
		List<ReceiverDeclaration> declarations = DeclarationReader.read(bean.getBeanName(), type);
		return (generation, code) -> declarations
			.forEach((declaration) -> register(declaration, generation.getRuntimeHints()));
	}

	private static void register(ReceiverDeclaration declaration, RuntimeHints hints) {
		hints.resources().registerType(declaration.method().getDeclaringClass());
		Class<?> errorHandler = declaration.attributes().onError();
		if (errorHandler != ReceiverErrorHandler.class) {
			creatable(hints.reflection(), errorHandler);
		}
		if (declaration.delivery() == Delivery.DURABLE) {
			declaration.signals().forEach((signal) -> recordable(hints.reflection(), signal));
		}
		declaration.when().forEach((condition) -> creatable(hints.reflection(), condition));
		if (!declaration.attributes().condition().isEmpty()) {
			registerCondition(declaration, hints.reflection());
		}
	}

	/**
	 * The application's own signals are taken apart for their records, and made anew.
	 */
	private static void recordable(ReflectionHints hints, Class<?> signal) {
		if (OwnSignals.isOwn(signal)) {
			creatable(hints, signal);
		}
		if (signal.isSealed()) {
			List.of(signal.getPermittedSubclasses()).forEach((permitted) -> recordable(hints, permitted));
		}
	}

	private static void creatable(ReflectionHints hints, Class<?> type) {
		hints.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
				MemberCategory.ACCESS_DECLARED_FIELDS);
	}

	private static void registerCondition(ReceiverDeclaration declaration, ReflectionHints hints) {
		readable(hints, ConditionRoot.class);
		readable(hints, Changes.class);
		declaration.signals().forEach((signal) -> readable(hints, signal));
		declaration.senders().forEach((sender) -> readable(hints, sender));
	}

	private static void readable(ReflectionHints hints, Class<?> type) {
		hints.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_PUBLIC_FIELDS);
	}

}
