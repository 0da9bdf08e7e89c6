package io.github.signals.test;

import java.lang.reflect.Method;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives test methods the record of their test. What is {@code @Autowired}, and what a
 * constructor takes, is left to Spring.
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
