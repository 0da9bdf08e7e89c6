package io.github.signals.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

import io.github.signals.MigrationsFinished;
import io.github.signals.ReceiverInfo;
import io.github.signals.RequestFinished;
import io.github.signals.RequestStarted;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Warns about receivers of what is not signalled in this application: of those that are
 * there when the application is ready, and of those that are connected later. A test
 * slice leaves out the sender on purpose.
 */
class UnsentSignalsWarning implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(UnsentSignalsWarning.class);

	private final ReceiverRegistry registry;

	private final ListableBeanFactory beanFactory;

	private final Set<String> named = ConcurrentHashMap.newKeySet();

	UnsentSignalsWarning(ReceiverRegistry registry, ListableBeanFactory beanFactory) {
		this.registry = registry;
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext().getBeanFactory() == this.beanFactory && !TestSlice.isOne(this.beanFactory)) {
			check();
			this.registry.onChange(this::check);
		}
	}

	private void check() {
		List<String> requests = unheard(Set.of(RequestStarted.class, RequestFinished.class),
				"signalsServletRequestFilter", "signalsReactiveRequestFilter");
		if (!requests.isEmpty()) {
			logger.warn("Receivers {} are never called: requests are only signalled in a web application in which a"
					+ " bean method has heard them at startup, or signals.requests.enabled is true.", requests);
		}
		List<String> migrations = unheard(Set.of(MigrationsFinished.class), "signalsFlywayMigrationSignals",
				"signalsLiquibaseMigrationSignals");
		if (!migrations.isEmpty()) {
			logger.warn("Receivers {} are never called: migrations are only signalled if Flyway or Liquibase runs"
					+ " them, and a bean method has heard them at startup.", migrations);
		}
	}

	/**
	 * Return the receivers of these signals which were not named yet, if there is no bean
	 * that sends them.
	 */
	private List<String> unheard(Collection<Class<?>> signals, String... senders) {
		if (Arrays.stream(senders).anyMatch(this.beanFactory::containsBean)) {
			return List.of();
		}
		return this.registry.receivers()
			.stream()
			.filter((receiver) -> signals.containsAll(receiver.signals()))
			.map(ReceiverInfo::uid)
			.filter(this.named::add)
			.toList();
	}

}
