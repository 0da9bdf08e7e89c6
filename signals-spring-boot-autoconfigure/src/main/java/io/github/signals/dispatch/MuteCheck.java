package io.github.signals.dispatch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Mute;
import io.github.signals.ReceiverInfo;

/**
 * Warns about muted uids that no receiver has, once for each.
 */
final class MuteCheck {

	private static final Logger logger = LoggerFactory.getLogger(MuteCheck.class);

	private final ReceiverRegistry registry;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	MuteCheck(ReceiverRegistry registry) {
		this.registry = registry;
	}

	void check(Mute mute) {
		for (String uid : mute.receivers()) {
			// Before the application has started, the receiver may not be connected yet.
			if (!this.checked.contains(uid) && this.registry.state() != null && this.checked.add(uid)) {
				warn(uid);
			}
		}
	}

	private void warn(String uid) {
		List<String> uids = this.registry.receivers().stream().map(ReceiverInfo::uid).toList();
		if (!uids.contains(uid)) {
			logger.warn("There is no receiver '{}' to mute.{}", uid, Distance.suggest(uid, uids));
		}
	}

}
