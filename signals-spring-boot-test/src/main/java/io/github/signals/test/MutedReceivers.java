package io.github.signals.test;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

import io.github.signals.Mute;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.dispatch.Suggestion;

/**
 * Checks that the receivers that a test mutes exist. In a test of the whole application,
 * a missing one is a mistake; in a slice, it may be somewhere else.
 */
final class MutedReceivers {

	private static final Logger logger = LoggerFactory.getLogger(MutedReceivers.class);

	private static final String SPRING_BOOT_TEST = "org.springframework.boot.test.context.SpringBootTest";

	private static final String APPLICATION = "org.springframework.boot.autoconfigure.SpringBootApplication";

	private MutedReceivers() {
	}

	static void check(TestContext test, List<Mute> mutes) {
		List<String> muted = mutes.stream().flatMap((mute) -> mute.receivers().stream()).distinct().toList();
		Signals signals = muted.isEmpty() ? null
				: test.getApplicationContext().getBeanProvider(Signals.class).getIfAvailable();
		if (signals == null
				|| !test.getApplicationContext().getEnvironment().getProperty("signals.enabled", Boolean.class, true)) {
			return;
		}
		List<String> uids = signals.receivers().stream().map(ReceiverInfo::uid).toList();
		List<String> unknown = new ArrayList<>(muted);
		unknown.removeAll(uids);
		if (!unknown.isEmpty()) {
			report(unknown.stream().map((uid) -> describe(uid, uids)).collect(Collectors.joining(" ")), test);
		}
	}

	private static String describe(String uid, List<String> uids) {
		return "There is no receiver '" + uid + "' to mute." + Suggestion.suggest(uid, uids);
	}

	private static void report(String message, TestContext test) {
		if (isOfTheWholeApplication(test)) {
			throw new IllegalStateException(message);
		}
		logger.warn(message);
	}

	private static boolean isOfTheWholeApplication(TestContext test) {
		ApplicationContext context = test.getApplicationContext();
		Class<? extends Annotation> boot = annotation(SPRING_BOOT_TEST, context);
		Class<? extends Annotation> application = annotation(APPLICATION, context);
		return boot != null && application != null
				&& TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), boot)
				&& context.getBeanNamesForAnnotation(application).length > 0;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Class<? extends Annotation> annotation(String name, ApplicationContext context) {
		return ClassUtils.isPresent(name, context.getClassLoader())
				? (Class<? extends Annotation>) ClassUtils.resolveClassName(name, context.getClassLoader()) : null;
	}

}
