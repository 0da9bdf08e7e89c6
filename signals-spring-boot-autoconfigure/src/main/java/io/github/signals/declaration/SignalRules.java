package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;

/**
 * What must fit the signals that a receiver hears, whether a bean method declares it or
 * it is connected at run time.
 */
final class SignalRules {

	private final Declared declaration;

	private final List<DeclarationProblem> problems = new ArrayList<>();

	private SignalRules(Declared declaration) {
		this.declaration = declaration;
	}

	static List<DeclarationProblem> check(Declared declaration) {
		SignalRules rules = new SignalRules(declaration);
		rules.checkFilter();
		rules.checkDelivery();
		rules.checkBatch();
		rules.problems.addAll(ConditionRules.check(declaration));
		return rules.problems;
	}

	private void require(boolean fulfilled, String rule, String remedy) {
		if (!fulfilled) {
			this.problems.add(this.declaration.problem(rule, remedy));
		}
	}

	private void checkFilter() {
		require(this.declaration.on().isEmpty() || this.declaration.hearsOnly(PostSave.class),
				"'on' needs to know what was created, which only PostSave tells.",
				"Remove 'on', or hear PostSave alone.");
		require(this.declaration.changed().isEmpty() || this.declaration.hearsOnly(PostSave.class)
				|| this.declaration.hearsOnly(CollectionChange.class),
				"'changed' needs to know what was changed, which only PostSave and CollectionChange tell.",
				"Remove 'changed', or hear PostSave or CollectionChange alone.");
		require(!this.declaration.ids() || this.declaration.hearsOnly(BulkWrite.class),
				"'ids' asks for the identifiers of what a statement writes, which only BulkWrite tells.",
				"Remove 'ids', or hear BulkWrite alone.");
	}

	private void checkDelivery() {
		Delivery delivery = this.declaration.delivery();
		Set<Class<?>> signals = this.declaration.signals();
		boolean atOnce = delivery == Delivery.IN_TRANSACTION;
		require(atOnce || !signals.contains(PreSave.class) && !signals.contains(PreDelete.class),
				"PreSave and PreDelete are heard before the change, and so IN_TRANSACTION only, not " + delivery + ".",
				"Remove the delivery, or hear PostSave or PostDelete.");
		require(atOnce || !signals.contains(PostLoad.class),
				"PostLoad is heard when an entity is loaded, and so IN_TRANSACTION only, not " + delivery + ".",
				"Remove the delivery.");
	}

	private void checkBatch() {
		boolean batch = this.declaration.isBatch();
		require(!batch || this.declaration.delivery().isDeferred(),
				"A List can be supplied only where the net change is heard.",
				"Take the single instance, or choose a delivery such as AFTER_COMMIT.");
		int size = this.declaration.batchSize();
		require(size >= 0, "'batchSize' is " + size + ".",
				"Choose at least 1, or remove 'batchSize' to take all at once.");
		require(size <= 0 || batch, "'batchSize' is the size of the List to hand over, and the receiver takes none.",
				"Take a List, or remove 'batchSize'.");
	}

}
