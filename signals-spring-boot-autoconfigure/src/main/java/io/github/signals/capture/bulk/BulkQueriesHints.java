package io.github.signals.capture.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image which proxies {@link BulkQueries} makes. It knows all classes by
 * their names, as Hibernate may be missing.
 */
class BulkQueriesHints implements RuntimeHintsRegistrar {

	private static final String SPRING_PROXY = "org.springframework.core.InfrastructureProxy";

	/** Of Spring's own proxies, which are serializable as every proxy is. */
	private static final List<List<String>> BY_SPRING = List.of(
			List.of("org.hibernate.SessionFactory", "org.springframework.orm.jpa.EntityManagerFactoryInfo",
					"java.io.Serializable", SPRING_PROXY),
			List.of("org.hibernate.Session", "org.springframework.orm.jpa.EntityManagerProxy", "java.io.Serializable",
					SPRING_PROXY));

	private static final String SESSION = "org.hibernate.internal.SessionImpl";

	private static final List<String> OF_HIBERNATE = List.of(SESSION, "org.hibernate.internal.StatelessSessionImpl",
			"org.hibernate.internal.SessionFactoryImpl", "org.hibernate.engine.creation.internal.SessionBuilderImpl",
			"org.hibernate.engine.creation.internal.StatelessSessionBuilderImpl",
			"org.hibernate.engine.creation.internal.SharedSessionBuilderImpl",
			"org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl",
			"org.hibernate.query.sqm.internal.SqmQueryImpl", "org.hibernate.query.sql.internal.NativeQueryImpl",
			"org.hibernate.procedure.internal.ProcedureCallImpl");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent(SESSION, classLoader)) {
			return;
		}
		BY_SPRING.forEach((interfaces) -> register(hints, interfaces));
		for (String type : OF_HIBERNATE) {
			if (ClassUtils.isPresent(type, classLoader)) {
				List<String> interfaces = new ArrayList<>(interfaces(type, classLoader));
				interfaces.add(SPRING_PROXY);
				register(hints, interfaces);
			}
		}
	}

	private static void register(RuntimeHints hints, List<String> interfaces) {
		hints.proxies().registerJdkProxy(interfaces.stream().map(TypeReference::of).toArray(TypeReference[]::new));
	}

	private static List<String> interfaces(String name, @Nullable ClassLoader classLoader) {
		Class<?> type = ClassUtils.resolveClassName(name, classLoader);
		return Stream.of(ClassUtils.getAllInterfacesForClass(type)).map(Class::getName).toList();
	}

}
