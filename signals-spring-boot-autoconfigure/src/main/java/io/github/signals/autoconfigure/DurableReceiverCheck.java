package io.github.signals.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.ReceiverScanner;

/**
 * Refuses durable receivers where nothing can record their calls, and says what is
 * missing.
 */
class DurableReceiverCheck implements SmartInitializingSingleton {

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
		if (!this.registry.hasDurable()) {
			return;
		}
		if (this.recorder.getIfAvailable() == null) {
			refuse(this.registry.receivers(),
					"A DURABLE receiver needs a database table for its calls, and db-scheduler to have them made.",
					remedy());
		}
		else if (this.beanFactory.getBeanNamesForType(CallRecorder.class, true, false).length == 0) {
			refuse(this.scanner.connected(),
					"Durable calls are made by a parent of this application context, which began to before the receiver"
							+ " was there.",
					"Declare the bean in the parent, or choose another delivery.");
		}
	}

	private static void refuse(List<ReceiverInfo> receivers, String rule, String remedy) {
		List<DeclarationProblem> problems = receivers.stream()
			.filter((receiver) -> receiver.enabled() && receiver.delivery() == Delivery.DURABLE)
			.map((receiver) -> new DeclarationProblem(receiver.uid(), receiver.method(), rule, remedy))
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private String remedy() {
		if (isMissing("com.github.kagkarlsson.scheduler.Scheduler")) {
			return "Add the dependency com.github.kagkarlsson:db-scheduler (16.12.0 or later), or choose another delivery.";
		}
		if (isMissing("org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer")
				|| isMissing("org.springframework.jdbc.core.JdbcTemplate")) {
			return "Add the dependency org.springframework.boot:spring-boot-starter-jdbc, or choose another delivery.";
		}
		if (isMissing("tools.jackson.databind.json.JsonMapper")) {
			return "Add the dependency org.springframework.boot:spring-boot-starter-jackson, or choose another delivery.";
		}
		return "Configure a DataSource (spring.datasource.url) with a transaction manager, or choose another delivery.";
	}

	private boolean isMissing(String className) {
		return !ClassUtils.isPresent(className, this.classLoader);
	}

}
