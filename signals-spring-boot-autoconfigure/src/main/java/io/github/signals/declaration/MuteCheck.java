package io.github.signals.declaration;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Mute;
import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.Suggestion;

/**
 * Warns about muted uids that no receiver has, once for each.
 *
 * @since 0.1.0
 */
public final class MuteCheck implements Consumer<Mute> {

	private static final Logger logger = LoggerFactory.getLogger(MuteCheck.class);

	private final ReceiverRegistry registry;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	/**
	 * Create the check.
	 * @param registry the connected receivers
	 */
	public MuteCheck(ReceiverRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void accept(Mute mute) {
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
			logger.warn("There is no receiver '{}' to mute.{}", uid, Suggestion.suggest(uid, uids));
		}
	}

}
