package io.github.signals.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

import io.github.signals.Delivery;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Refuses durable receivers where nothing can record their calls, and says what is
 * missing.
 */
class DurableReceiverCheck implements SmartInitializingSingleton {

	private final ReceiverRegistry registry;

	private final ObjectProvider<CallRecorder> recorder;

	private final @Nullable ClassLoader classLoader;

	DurableReceiverCheck(ReceiverRegistry registry, ObjectProvider<CallRecorder> recorder,
			@Nullable ClassLoader classLoader) {
		this.registry = registry;
		this.recorder = recorder;
		this.classLoader = classLoader;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.registry.hasDurable() && this.recorder.getIfAvailable() == null) {
			throw new InvalidReceiversException(problems());
		}
	}

	private List<DeclarationProblem> problems() {
		return this.registry.receivers()
			.stream()
			.filter((receiver) -> receiver.enabled() && receiver.delivery() == Delivery.DURABLE)
			.map((receiver) -> new DeclarationProblem(receiver.uid(), receiver.method(),
					"A DURABLE receiver needs a database table for its calls, and db-scheduler to have them made.",
					remedy()))
			.toList();
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
