package io.github.signals.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Delivery;
import io.github.signals.DurableCalls.PartitionCounts;
import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleDurable;
import io.github.signals.actuate.ConsoleDescriptor.ConsolePartition;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleQueue;

/**
 * Sums up the durable calls by receiver.
 */
final class ConsoleQueues {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleQueues.class);

	private ConsoleQueues() {
	}

	/**
	 * Ask the databases only if there can be something in them. One that does not answer
	 * does not keep the console from showing the rest.
	 */
	static @Nullable ConsoleDurable of(Signals signals, List<ReceiverInfo> receivers) {
		List<String> uids = receivers.stream()
			.filter((receiver) -> receiver.delivery() == Delivery.DURABLE)
			.map(ReceiverInfo::uid)
			.toList();
		if (uids.isEmpty()) {
			return null;
		}
		try {
			return of(uids, signals.durable().partitions());
		}
		catch (RuntimeException ex) {
			logger.debug("Could not count the durable calls", ex);
			return new ConsoleDurable("The database does not answer", 0, null, 0, List.of());
		}
	}

	private static ConsoleDurable of(List<String> uids, List<PartitionCounts> all) {
		Map<String, List<PartitionCounts>> byReceiver = new TreeMap<>();
		uids.forEach((uid) -> byReceiver.put(uid, new ArrayList<>()));
		all.forEach((counts) -> byReceiver.computeIfAbsent(counts.uid(), (uid) -> new ArrayList<>()).add(counts));
		return new ConsoleDurable(null, all.stream().mapToLong(PartitionCounts::waiting).sum(), oldest(all),
				all.stream().mapToLong(PartitionCounts::parked).sum(),
				byReceiver.entrySet().stream().map((entry) -> queue(entry.getKey(), entry.getValue())).toList());
	}

	private static ConsoleQueue queue(String uid, List<PartitionCounts> all) {
		return new ConsoleQueue(uid, all.stream().mapToLong(PartitionCounts::waiting).sum(),
				all.stream().mapToLong(PartitionCounts::retrying).sum(), oldest(all),
				all.stream().mapToLong(PartitionCounts::parked).sum(),
				all.stream()
					.map((counts) -> new ConsolePartition(counts.partition(), counts.waiting(), counts.parked(),
							counts.node()))
					.toList());
	}

	private static @Nullable Instant oldest(List<PartitionCounts> all) {
		return all.stream()
			.map(PartitionCounts::oldestWaiting)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

}
