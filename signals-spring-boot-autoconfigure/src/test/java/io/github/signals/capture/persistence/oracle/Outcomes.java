package io.github.signals.capture.persistence.oracle;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.hibernate.Session;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Refusal;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;
import io.github.signals.capture.persistence.oracle.OracleModel.Team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What becomes of transactions: commits, rollbacks, savepoints, failures, and
 * transactions in between.
 */
final class Outcomes implements Steps {

	private final World world;

	private final Verdict verdict;

	private final StepList steps;

	Outcomes(World world, Verdict verdict, StepList steps) {
		this.world = world;
		this.verdict = verdict;
		this.steps = steps;
	}

	/** How a transaction ends. */
	enum Ending {

		COMMIT, ROLLBACK,

		/** There is none of Spring's: a session has its own. */
		OUTSIDE,

		/** A receiver vetoes what is written by the flush at the commit. */
		VETO,

		/** A callback of an entity throws in the flush at the commit. */
		REFUSAL,

		/** Somebody else's synchronization writes before the commit. */
		FOREIGN_WRITE,

		/** Somebody else's synchronization throws before the commit. */
		FOREIGN_FAILURE;

		static Ending any(Random random, Set<Kind> kinds) {
			List<Ending> endings = new ArrayList<>(
					List.of(COMMIT, COMMIT, COMMIT, COMMIT, COMMIT, COMMIT, ROLLBACK, ROLLBACK));
			if (kinds.contains(Kind.FAILING_COMMIT)) {
				endings.addAll(List.of(VETO, REFUSAL, FOREIGN_FAILURE));
			}
			if (kinds.contains(Kind.FOREIGN_WRITE)) {
				endings.add(FOREIGN_WRITE);
			}
			return endings.get(random.nextInt(endings.size()));
		}

		private boolean isForeign() {
			return this == FOREIGN_WRITE || this == FOREIGN_FAILURE;
		}

		private boolean isCommit() {
			return this == COMMIT || this == FOREIGN_WRITE;
		}

	}

	@Override
	public void addTo(StepList list) {
		list.outermost("savepoint", 1, this::savepoint);
		list.outermost("muted", 1, this::muted);
		list.outermost("inner transaction", 1, this::inner);
	}

	/**
	 * Run a transaction.
	 * @param ending how it is to end
	 * @param work what it does
	 * @return whether it has committed
	 */
	boolean run(Ending ending, Runnable work) {
		Throwable thrown = catchThrowable(() -> this.world.transaction.executeWithoutResult((status) -> {
			if (ending.isForeign()) {
				TransactionSynchronizationManager.registerSynchronization(new Foreign(ending));
			}
			work.run();
			this.world.steps.add(ending.name());
			if (ending == Ending.VETO || ending == Ending.REFUSAL) {
				rename((ending == Ending.VETO) ? "vetoed" : "refused");
			}
			if (ending == Ending.ROLLBACK) {
				this.verdict.running();
				status.setRollbackOnly();
			}
			if (ending == Ending.VETO && this.world.silent) {
				// What comes after it is to be the same, and so is the flush that it
				// fails in.
				this.world.em.flush();
				status.setRollbackOnly();
			}
		}));
		if (thrown instanceof AssertionError failure) {
			throw failure;
		}
		boolean expected = !ending.isCommit() && ending != Ending.ROLLBACK
				&& !(this.world.silent && ending == Ending.VETO);
		if (thrown != null && !(expected && isRefusal(thrown))) {
			throw new IllegalStateException("failed in the history", thrown);
		}
		assertThat(thrown != null).as("fails").isEqualTo(expected);
		return ending.isCommit();
	}

	private static boolean isRefusal(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof Refusal) {
				return true;
			}
		}
		return false;
	}

	private void rename(String name) {
		Person person = this.world.find(Person.class);
		if (person == null || !this.world.em.contains(person)) {
			person = new Person();
			person.name = "new";
			this.world.em.persist(person);
			this.world.flush();
		}
		person.name = name + this.world.next();
	}

	private void savepoint() {
		this.world.flush();
		Runnable mark = this.world.receivers.turns.mark();
		// Hibernate's dialect for JPA has no savepoints: one of the connection, as a
		// manager that supports them would make it.
		Session session = this.world.em.unwrap(Session.class);
		Savepoint savepoint = session.doReturningWork(Connection::setSavepoint);
		TransactionSynchronizationManager.getSynchronizations()
			.forEach((synchronization) -> synchronization.savepoint(savepoint));
		for (int i = this.world.random.nextInt(4); i >= 0; i--) {
			Step step = this.steps.any(this.world.random, true);
			this.world.named("in savepoint: " + step.name());
			step.action().run();
		}
		if (this.world.random.nextBoolean()) {
			this.world.flush();
			this.world.named("roll back to the savepoint");
			this.world.savepoints++;
			this.world.forgotten = true;
			session.doWork((connection) -> connection.rollback(savepoint));
			TransactionSynchronizationManager.getSynchronizations()
				.forEach((synchronization) -> synchronization.savepointRollback(savepoint));
			this.world.em.clear();
			mark.run();
		}
	}

	private void muted() {
		this.world.signals.mute(() -> {
			Tag tag = World.tag("muted" + this.world.next());
			if (this.world.random.nextBoolean()) {
				this.world.em.persist(tag);
			}
			else {
				this.world.tags.save(tag);
			}
			if (this.world.random.nextBoolean()) {
				tag.name = "muted" + this.world.next();
			}
		});
	}

	private void inner() {
		this.verdict.running();
		boolean rollback = this.world.oneIn(3);
		boolean flushed = this.world.random.nextBoolean();
		Turns turns = this.world.receivers.turns;
		Map<String, Map<String, String>> replayed = new HashMap<>(turns.replayed);
		Runnable mark = turns.mark();
		boolean outerPending = this.world.pending;
		this.world.requiresNew.executeWithoutResult((status) -> {
			Tag tag = World.tag("inner" + this.world.next());
			this.world.tags.save(tag);
			tag.name = "inner" + this.world.next();
			this.world.em.persist(World.tag("inner" + this.world.next()));
			if (flushed) {
				this.world.em.flush();
			}
			if (rollback) {
				this.world.forgotten |= !flushed;
				status.setRollbackOnly();
			}
		});
		this.world.pending = outerPending;
		if (rollback) {
			this.verdict.rolledBack(replayed, flushed);
			mark.run();
		}
		else {
			this.verdict.committed();
		}
	}

	/** Registered before the synchronization of the library. */
	private final class Foreign implements TransactionSynchronization {

		private final Ending ending;

		Foreign(Ending ending) {
			this.ending = ending;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			World world = Outcomes.this.world;
			Team team = world.find(Team.class);
			if (team != null && world.random.nextBoolean()) {
				team.name = "foreign" + world.next();
			}
			else {
				world.em.persist(World.tag("foreign" + world.next()));
			}
			if (world.random.nextBoolean()) {
				world.flush();
			}
			if (world.random.nextBoolean()) {
				world.call(() -> world.tags.save(World.tag("foreign" + world.next())));
			}
			if (this.ending == Ending.FOREIGN_FAILURE) {
				throw new Refusal();
			}
		}

	}

}
