package io.github.signals.capture.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.aopalliance.intercept.MethodInvocation;

/**
 * The argument of a call of a repository.
 */
final class CallArguments {

	private CallArguments() {
	}

	static boolean isNull(MethodInvocation invocation) {
		return invocation.getArguments().length == 1 && invocation.getArguments()[0] == null;
	}

	static Object only(MethodInvocation invocation) {
		Object argument = invocation.getArguments()[0];
		if (argument == null) {
			throw new IllegalArgumentException("The argument must not be null");
		}
		return argument;
	}

	/**
	 * Copy the argument, and replace it if it may be iterable only once.
	 */
	static List<Object> elements(MethodInvocation invocation) {
		Object argument = only(invocation);
		List<Object> elements = toList((Iterable<?>) argument);
		if (!(argument instanceof Collection<?>)) {
			invocation.getArguments()[0] = elements;
		}
		return elements;
	}

	static List<Object> toList(Iterable<?> elements) {
		List<Object> list = new ArrayList<>();
		elements.forEach(list::add);
		return list;
	}

}
