package io.github.signals.test;

import java.util.Arrays;
import java.util.Map;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs test classes inside a test.
 */
final class LauncherRun {

	private LauncherRun() {
	}

	static TestExecutionSummary of(Map<String, String> configuration, Class<?>... tests) {
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request()
				.selectors(Arrays.stream(tests).map(DiscoverySelectors::selectClass).toList())
				.configurationParameters(configuration)
				.build(), listener);
		return listener.getSummary();
	}

}
