package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Checks whether each receiver can be called after those that it names, or hear of their
 * parked calls: at startup, when all of them are known, and when one is connected later.
 */
final class AfterCheck {

	private final ReceiverRegistry registry;

	private final BooleanSupplier slice;

	/** What was connected before all receivers were known, by uid. */
	private final Map<String, SpecifiedReceiver> early = new ConcurrentHashMap<>();

	private volatile boolean started;

	/**
	 * Create the check.
	 * @param registry the connected receivers
	 * @param slice whether receivers are left out on purpose
	 */
	AfterCheck(ReceiverRegistry registry, BooleanSupplier slice) {
		this.registry = registry;
		this.slice = slice;
	}

	/**
	 * Check all connected receivers.
	 * @param declared those that are bean methods
	 * @return the problems
	 */
	List<DeclarationProblem> start(Collection<ConnectedReceiver> declared) {
		this.started = true;
		List<RegisteredReceiver> all = this.registry.all();
		AfterRules rules = new AfterRules(all, this.slice);
		List<DeclarationProblem> problems = new ArrayList<>();
		declared.forEach((receiver) -> problems.addAll(rules.check(receiver.receiver(), receiver.declaration())));
		ParkedRules parked = new ParkedRules(all, this.slice);
		declared.forEach((receiver) -> problems.addAll(parked.check(receiver.declaration())));
		for (RegisteredReceiver receiver : all) {
			SpecifiedReceiver specified = this.early.get(receiver.uid());
			if (specified != null) {
				problems.addAll(rules.check(receiver, specified));
			}
		}
		this.early.clear();
		return problems;
	}

	/**
	 * Check a receiver that is about to be connected at run time. A receiver that it
	 * names may still be found.
	 */
	void check(RegisteredReceiver receiver, SpecifiedReceiver specified) {
		if (receiver.info().after().isEmpty()) {
			return;
		}
		if (!this.started) {
			this.early.put(receiver.uid(), specified);
		}
		BooleanSupplier incomplete = () -> !this.started || this.slice.getAsBoolean();
		SpecifiedReceiver.refuse(new AfterRules(this.registry.all(), incomplete).check(receiver, specified));
	}

}
