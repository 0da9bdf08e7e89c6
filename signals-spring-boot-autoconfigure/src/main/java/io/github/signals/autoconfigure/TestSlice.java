package io.github.signals.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.TypeExcludeFilter;

/**
 * Knows an application context of a test that leaves out classes on purpose.
 */
final class TestSlice {

	/** There whenever Spring Boot's support for tests is on the class path. */
	private static final String EXCLUDES_TESTS = "org.springframework.boot.test.context.filter.TestTypeExcludeFilter";

	private TestSlice() {
	}

	static boolean isOne(ListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(TypeExcludeFilter.class, true, false)) {
			if (!name.equals(ScannedReceivers.BEAN_NAME) && !name.equals(EXCLUDES_TESTS)) {
				return true;
			}
		}
		return false;
	}

}
