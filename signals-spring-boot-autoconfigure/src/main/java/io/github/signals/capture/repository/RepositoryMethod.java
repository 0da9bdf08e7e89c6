package io.github.signals.capture.repository;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.RepositoryInformation;

/**
 * What is known of a method of a repository.
 *
 * @param operation what it does, as far as its name tells
 * @param isImplementedHere whether the application implements it: by a fragment, a
 * default method or a base class of its own, which may do something else than the name
 * says
 * @param query the statement that it is, or {@code null}
 */
record RepositoryMethod(RepositoryOperation operation, boolean isImplementedHere, @Nullable ModifyingQuery query) {

	static RepositoryMethod of(Method method, RepositoryInformation information) {
		RepositoryOperation operation = RepositoryOperation.of(method, information);
		boolean byName = operation != RepositoryOperation.NONE && operation != RepositoryOperation.DELETE_DERIVED;
		return new RepositoryMethod(operation, byName && !isImplementedBySpringData(method, information),
				ModifyingQuery.of(method));
	}

	/**
	 * Ask the composition, which is what Spring Data calls: a signature of the base class
	 * may be implemented by a fragment.
	 */
	private static boolean isImplementedBySpringData(Method method, RepositoryInformation information) {
		Class<?> type = information.getRepositoryComposition()
			.findMethod(method)
			.<Class<?>>map(Method::getDeclaringClass)
			.orElse(method.getDeclaringClass());
		return !method.isDefault() && !type.isInterface() && type.getName().startsWith("org.springframework.data.");
	}

}
