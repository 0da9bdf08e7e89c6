package io.github.signals.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.declaration.ReceiverScanner;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Refuses durable receivers if nothing can record their calls, and names what is missing.
 */
class DurableReceiverCheck implements SmartInitializingSingleton {

	private static final List<Part> PARTS = List.of(
			new Part("db-scheduler", "com.github.kagkarlsson.scheduler.Scheduler"),
			new Part("Spring JDBC", "org.springframework.jdbc.core.JdbcTemplate"),
			new Part("Spring JDBC", "org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer"),
			new Part("Jackson", "tools.jackson.databind.json.JsonMapper"));

	private final ReceiverRegistry registry;

	private final ReceiverScanner scanner;

	private final ObjectProvider<CallRecorder> recorder;

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable ClassLoader classLoader;

	DurableReceiverCheck(ReceiverRegistry registry, ReceiverScanner scanner, ObjectProvider<CallRecorder> recorder,
			ConfigurableListableBeanFactory beanFactory) {
		this.registry = registry;
		this.scanner = scanner;
		this.recorder = recorder;
		this.beanFactory = beanFactory;
		this.classLoader = beanFactory.getBeanClassLoader();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.registry.hasDurableReceivers()) {
			return;
		}
		if (this.recorder.getIfAvailable() == null) {
			refuse(missing());
		}
		else if (this.beanFactory.getBeanNamesForType(CallRecorder.class, true, false).length == 0) {
			refuse(this.scanner.connected(),
					"A parent of this application context makes the durable calls, and it started before this receiver"
							+ " existed.",
					"Declare the bean in the parent context, or choose another delivery.");
		}
	}

	private static void refuse(List<ReceiverInfo> receivers, String rule, String remedy) {
		List<DeclarationProblem> problems = receivers.stream()
			.filter((receiver) -> receiver.enabled() && receiver.delivery() == Delivery.DURABLE)
			.map((receiver) -> DeclarationProblem.ofReceiver(receiver, rule, remedy))
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	/**
	 * Return the names of the parts whose classes are missing.
	 */
	private List<String> missing() {
		return PARTS.stream()
			.filter((part) -> !ClassUtils.isPresent(part.className(), this.classLoader))
			.map(Part::name)
			.distinct()
			.toList();
	}

	private void refuse(List<String> missing) {
		if (missing.isEmpty()) {
			refuse(this.registry.receivers(), "A DURABLE receiver needs a database table for its calls.",
					"Configure a DataSource (spring.datasource.url) with a transaction manager, or choose another"
							+ " delivery.");
		}
		else {
			refuse(this.registry.receivers(),
					"A DURABLE receiver needs db-scheduler, Spring JDBC and Jackson. Missing: "
							+ String.join(", ", missing) + ".",
					"Add the dependency io.github.signals:signals-durable-spring-boot-starter, which brings all of"
							+ " them, or choose another delivery.");
		}
	}

	private record Part(String name, String className) {

	}

}
