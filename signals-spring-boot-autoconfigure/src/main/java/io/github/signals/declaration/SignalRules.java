package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.signals.BulkWrite;
import io.github.signals.CallParked;
import io.github.signals.CollectionChange;
import io.github.signals.DeleteFailed;
import io.github.signals.Delivery;
import io.github.signals.FailureSignal;
import io.github.signals.PostDelete;
import io.github.signals.PostLoad;
import io.github.signals.PostSave;
import io.github.signals.PreDelete;
import io.github.signals.PreSave;
import io.github.signals.SaveFailed;
import io.github.signals.SaveSignal;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * The rules that depend on the signals that a receiver hears, whether it is a bean method
 * or connected at run time.
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
		rules.checkNotes();
		rules.checkDelivery();
		rules.checkBatch();
		rules.checkParts();
		rules.problems.addAll(ConditionRules.check(declaration, KnownTypes.NONE, ConditionAttributes.UNKNOWN));
		rules.problems.addAll(WhenRules.check(declaration));
		rules.problems.addAll(LateRules.checkReload(declaration));
		return rules.problems;
	}

	private void require(boolean fulfilled, String rule, String remedy) {
		if (!fulfilled) {
			this.problems.add(this.declaration.problem(rule, remedy));
		}
	}

	private void checkFilter() {
		require(this.declaration.on().isEmpty() || this.declaration.hearsOnlySaves(),
				"'on' depends on whether a row is created, which only PreSave and PostSave report.",
				"Remove 'on', or hear only PreSave and PostSave.");
		require(this.declaration.changed().isEmpty() || this.declaration.hearsOnlySaves()
				|| this.declaration.hearsOnly(CollectionChange.class),
				"'changed' depends on what is changed, which only PreSave, PostSave and CollectionChange report.",
				"Remove 'changed', or hear only PreSave and PostSave, or only CollectionChange.");
		require(!this.declaration.ids() || this.declaration.hearsOnly(BulkWrite.class),
				"'ids' asks for the identifiers of the rows that a statement writes, which only BulkWrite reports.",
				"Remove 'ids', or hear only BulkWrite.");
	}

	private void checkNotes() {
		require(!this.declaration.takesNotes()
				|| this.declaration.signals().stream().allMatch(SignalRules::isOfOneWrite),
				"SignalNotes belong to the save or the delete of one entity.",
				"Remove the notes, or hear only PreSave, PostSave, PreDelete and PostDelete.");
		require(!this.declaration.takesNotes() || this.declaration.delivery() != Delivery.DURABLE,
				"SignalNotes are not recorded, so a DURABLE receiver cannot take them.",
				"Remove the notes, or choose another delivery.");
	}

	private static boolean isOfOneWrite(Class<?> signal) {
		return SaveSignal.class.isAssignableFrom(signal) || signal == PreDelete.class || signal == PostDelete.class;
	}

	private void checkDelivery() {
		Delivery delivery = this.declaration.delivery();
		Set<Class<?>> signals = this.declaration.signals();
		boolean atOnce = delivery == Delivery.IN_TRANSACTION;
		require(atOnce || !signals.contains(PreSave.class) && !signals.contains(PreDelete.class),
				"PreSave and PreDelete are sent before the change, so their delivery must be IN_TRANSACTION, not "
						+ delivery + ".",
				"Remove the delivery, or hear PostSave or PostDelete.");
		require(atOnce || !signals.contains(PostLoad.class),
				"PostLoad is sent while an entity is loaded, so its delivery must be IN_TRANSACTION, not " + delivery
						+ ".",
				"Remove the delivery.");
		require(delivery == Delivery.AFTER_ROLLBACK || !signals.contains(SaveFailed.class)
				&& !signals.contains(DeleteFailed.class) && !signals.contains(FailureSignal.class),
				"SaveFailed and DeleteFailed are sent after the rollback, so their delivery must be AFTER_ROLLBACK, not "
						+ delivery + ".",
				"Use @SaveFailedReceiver or @DeleteFailedReceiver, or set the delivery to AFTER_ROLLBACK.");
		require(delivery == Delivery.DURABLE || !signals.contains(CallParked.class),
				"CallParked is recorded when a call is parked, so its delivery must be DURABLE, not " + delivery + ".",
				"Use @ParkedReceiver, or set the delivery to DURABLE.");
	}

	private void checkParts() {
		if (this.declaration.parts().isEmpty()) {
			return;
		}
		require(this.declaration.hearsOnly(PostSave.class),
				"'parts' adds to the changes of an entity, which only PostSave reports.",
				"Remove 'parts', or hear only PostSave.");
		require(this.declaration.delivery().isDeferred(),
				"'parts' are heard with the net change of a transaction, so the delivery must not be IN_TRANSACTION.",
				"Choose a delivery such as BEFORE_COMMIT or AFTER_COMMIT.");
	}

	private void checkBatch() {
		boolean batch = this.declaration.isBatch();
		require(!batch || this.declaration.delivery().isDeferred(),
				"A List can only be supplied to a receiver that hears the net change of a transaction.",
				"Take a single instance, or choose a delivery such as AFTER_COMMIT.");
		int size = this.declaration.batchSize();
		require(size >= 0, "'batchSize' is " + size + ".",
				"Choose at least 1, or remove 'batchSize' to receive all signals in one call.");
		require(size <= 0 || batch, "'batchSize' limits the size of a List, but the receiver does not take a List.",
				"Take a List, or remove 'batchSize'.");
	}

}
