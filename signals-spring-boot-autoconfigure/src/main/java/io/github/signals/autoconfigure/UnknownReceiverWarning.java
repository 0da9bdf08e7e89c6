package io.github.signals.autoconfigure;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.Suggestion;

/**
 * Warns about settings of receivers that do not exist, when the application is ready.
 */
class UnknownReceiverWarning implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(UnknownReceiverWarning.class);

	private final SignalsProperties properties;

	private final ReceiverRegistry registry;

	UnknownReceiverWarning(SignalsProperties properties, ReceiverRegistry registry) {
		this.properties = properties;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.properties.getReceivers().isEmpty()) {
			return;
		}
		List<String> uids = this.registry.receivers().stream().map(ReceiverInfo::uid).toList();
		this.properties.getReceivers()
			.keySet()
			.stream()
			.filter((configured) -> uids.stream().noneMatch((uid) -> SignalsProperties.isSame(configured, uid)))
			.forEach((configured) -> warn(configured, uids));
	}

	private static void warn(String configured, List<String> uids) {
		String nearest = Suggestion.nearest(configured, uids);
		logger.warn("signals.receivers.{} is configured, but there is no such receiver. {}", configured,
				(nearest != null) ? "Did you mean '" + nearest + "'?" : "Connected receivers: " + uids);
	}

}
