package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Says of each receiver whose calls share transactions what its owner accepts with it,
 * and refuses what makes no sense.
 */
final class SharingReceivers {

	private static final Logger logger = LoggerFactory.getLogger(SharingReceivers.class);

	private SharingReceivers() {
	}

	static void check(Collection<RegisteredReceiver> receivers, DurableSettings settings) {
		List<DeclarationProblem> problems = receivers.stream()
			.filter((receiver) -> receiver.needs().isBatch() && settings.of(receiver.uid()).share() > 1)
			.map(SharingReceivers::sharedList)
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidReceiversException(problems);
		}
	}

	private static DeclarationProblem sharedList(RegisteredReceiver receiver) {
		return DeclarationProblem.ofReceiver(receiver.info(),
				"The receiver takes a List, whose elements share a transaction anyway:"
						+ " signals.receivers.<uid>.durable.share is for receivers that take a single signal.",
				"Remove the setting and choose a 'batchSize', or take a single instance or signal.");
	}

	static void report(Collection<RegisteredReceiver> receivers, DurableSettings settings) {
		for (RegisteredReceiver receiver : receivers) {
			int share = settings.of(receiver.uid()).share();
			if (receiver.needs().isBatch()) {
				logger.info(
						"Durable receiver '{}' takes up to {} signals in one call and transaction. If the call fails,"
								+ " it is called again with each of them alone",
						receiver.uid(), receiver.needs().batchSize());
			}
			else if (share > 1) {
				logger.info("Up to {} calls of durable receiver '{}' share a transaction. If one of them fails, all are"
						+ " repeated alone, with what they do outside the database", share, receiver.uid());
			}
		}
	}

}
