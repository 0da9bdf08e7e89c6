package io.github.signals.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;

import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class BeanParametersTests {

	private static final List<Class<?>> CONFIGURATIONS = List.of(SignalsAutoConfiguration.class,
			SignalsAutoConfiguration.ReceiverConfiguration.class, SignalsConnectionPoolAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class);

	/**
	 * By its type alone a bean is searched for among all beans of the application.
	 */
	@Test
	void parametersHaveTheNamesOfTheBeansTheyTake() {
		Map<Class<?>, String> names = new HashMap<>();
		beanMethods().forEach((method) -> names.put(method.getReturnType(), method.getName()));
		List<Parameter> taken = beanMethods().stream()
			.flatMap((method) -> List.of(method.getParameters()).stream())
			.filter((parameter) -> names.containsKey(parameter.getType()))
			.toList();
		assertThat(taken).hasSizeGreaterThan(5)
			.allSatisfy((parameter) -> assertThat(parameter.getName()).isEqualTo(names.get(parameter.getType())));
	}

	private static List<Method> beanMethods() {
		List<Method> methods = new ArrayList<>();
		for (Class<?> configuration : CONFIGURATIONS) {
			for (Method method : configuration.getDeclaredMethods()) {
				if (method.isAnnotationPresent(Bean.class)) {
					methods.add(method);
				}
			}
		}
		return methods;
	}

}
