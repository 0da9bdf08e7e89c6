package io.github.signals.declaration;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.Words;

/**
 * Logs how many receivers were connected, and at debug level which.
 */
final class StartupReport {

	private static final Logger logger = LoggerFactory.getLogger(StartupReport.class);

	private StartupReport() {
	}

	static void log(Collection<ConnectedReceiver> connected) {
		if (connected.isEmpty()) {
			return;
		}
		Set<Class<?>> senders = new HashSet<>();
		for (ConnectedReceiver receiver : connected) {
			senders.addAll(receiver.declaration().senders());
			logger.debug("{}", receiver.receiver().info());
		}
		long off = connected.stream().filter((receiver) -> !receiver.receiver().isEnabled()).count();
		logger.info("Connected {}{} for {}", Words.count(connected.size(), "receiver"),
				(off > 0) ? " (" + off + " switched off)" : "", Words.count(senders.size(), "sender"));
	}

}
