package io.github.signals.test;

import java.lang.reflect.Method;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Resolves the record of a test as a parameter of its methods. Spring resolves
 * {@code @Autowired} parameters and those of constructors.
 */
final class RecordedSignalsParameterResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
		return parameter.getParameter().getType() == RecordedSignals.class
				&& parameter.getDeclaringExecutable() instanceof Method && !parameter.isAnnotated(Autowired.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
		return RecordedSignals
			.of(SpringExtension.getApplicationContext(extension).getBean(SignalsRecorder.class).current());
	}

}
