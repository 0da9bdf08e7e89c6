package io.github.signals.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.util.CollectionUtils;

import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Walks through what was signalled, and tells a phase the net change of each entity for
 * each receiver that may hear it, in the order of their first change.
 */
final class JournalWalk {

	private final Phase phase;

	private JournalWalk(Phase phase) {
		this.phase = phase;
	}

	/**
	 * Walk through entries.
	 * @param entries the entries
	 * @param distinct whether no two of them can be of the same row
	 * @param phase what delivers
	 */
	static void through(List<JournalEntry> entries, boolean distinct, Phase phase) {
		JournalWalk walk = new JournalWalk(phase);
		if (distinct) {
			entries.forEach(walk::deliverOnly);
		}
		else {
			walk.deliverByEntity(entries);
		}
		phase.end();
	}

	/**
	 * Deliver entity by entity, of which most have only one entry.
	 */
	private void deliverByEntity(List<JournalEntry> entries) {
		Map<Object, JournalEntry> first = CollectionUtils.newLinkedHashMap(entries.size());
		Map<Object, List<JournalEntry>> several = new HashMap<>(0);
		for (JournalEntry entry : entries) {
			Object key = entry.key();
			JournalEntry known = first.putIfAbsent(key, entry);
			if (known != null) {
				several.computeIfAbsent(key, (same) -> new ArrayList<>(List.of(known))).add(entry);
			}
		}
		first.forEach((key, entry) -> {
			List<JournalEntry> entity = several.get(key);
			if (entity == null) {
				deliverOnly(entry);
			}
			else {
				deliverEntity(entity);
			}
		});
	}

	/**
	 * Deliver the only entry of an entity.
	 */
	private void deliverOnly(JournalEntry entry) {
		if (!entry.excludesAny() && NetChange.isNet(entry.signal())) {
			deliverNet(entry);
		}
		else {
			deliverEntity(List.of(entry));
		}
	}

	private void deliverNet(JournalEntry net) {
		for (RegisteredReceiver receiver : net.route().deferred()) {
			if (this.phase.isFor(receiver)) {
				this.phase.deliver(receiver, net);
			}
		}
	}

	private void deliverEntity(List<JournalEntry> entity) {
		if (!isAnyExcluded(entity)) {
			JournalEntry net = NetChange.of(entity);
			JournalTrace.summedUp(entity, net, this.phase::isFor);
			if (net != null) {
				deliverNet(net);
			}
			return;
		}
		Set<RegisteredReceiver> receivers = new LinkedHashSet<>(entity.get(entity.size() - 1).receivers());
		for (RegisteredReceiver receiver : receivers) {
			if (this.phase.isFor(receiver)) {
				deliverAdmitted(receiver, entity);
			}
		}
	}

	private void deliverAdmitted(RegisteredReceiver receiver, List<JournalEntry> entity) {
		List<JournalEntry> admitted = entity.stream().filter((entry) -> entry.admits(receiver)).toList();
		JournalEntry net = NetChange.of(admitted);
		boolean heard = net != null && net.route().deferred().contains(receiver) && !isOutdated(net, entity);
		JournalTrace.summedUp(admitted, heard ? net : null, receiver::equals);
		if (net != null && heard) {
			this.phase.deliver(receiver, net);
		}
	}

	private static boolean isAnyExcluded(List<JournalEntry> entity) {
		for (JournalEntry entry : entity) {
			if (entry.excludesAny()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A receiver that must not hear of a delete is not told of a save before it either.
	 */
	private static boolean isOutdated(JournalEntry net, List<JournalEntry> entity) {
		JournalEntry last = entity.get(entity.size() - 1);
		for (int i = entity.size() - 1; i >= 0 && last.isOfPart(); i--) {
			last = entity.get(i);
		}
		return net.signal() instanceof PostSave<?> && last.signal() instanceof PostDelete<?>;
	}

}
