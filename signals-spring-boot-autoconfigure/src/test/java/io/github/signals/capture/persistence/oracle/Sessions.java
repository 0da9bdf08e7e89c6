package io.github.signals.capture.persistence.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

import io.github.signals.capture.persistence.oracle.OracleModel.Address;
import io.github.signals.capture.persistence.oracle.OracleModel.Memo;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;

/**
 * Sessions beside Spring's: stateless ones, and those with a transaction of their own,
 * inside and outside of Spring's transaction.
 */
final class Sessions implements Steps {

	private final World world;

	private final Verdict verdict;

	Sessions(World world, Verdict verdict) {
		this.world = world;
		this.verdict = verdict;
	}

	@Override
	public void addTo(StepList list) {
		list.anywhere("stateless", 1, this::stateless);
		list.of(Kind.STATELESS, "stateless transaction", 1, this::statelessTransaction);
		list.of(Kind.OWN_SESSION, "own transaction", 1, this::ownTransaction);
	}

	/**
	 * Run a transaction without one of Spring's.
	 */
	void outside(Set<Kind> kinds) {
		boolean stateless = this.world.random.nextBoolean();
		this.world.steps.add(stateless ? "outside: stateless transaction" : "outside: own transaction");
		if (stateless && kinds.contains(Kind.STATELESS)) {
			statelessTransaction();
		}
		else if (!stateless && kinds.contains(Kind.OWN_SESSION)) {
			ownTransaction();
		}
	}

	private void stateless() {
		this.world.flush();
		Session outer = this.world.em.unwrap(Session.class);
		try (StatelessSession session = outer.statelessWithOptions().connection().open()) {
			Tag tag = World.tag("s" + this.world.next());
			session.insert(tag);
			switch (this.world.random.nextInt(4)) {
				case 0 -> {
					tag.name = "s" + this.world.next();
					session.update(tag);
				}
				case 1 -> session.delete(tag);
				case 2 -> {
					tag.name = "s" + this.world.next();
					session.upsert(tag);
				}
				default -> {
					Tag fresh = World.tag("u" + this.world.next());
					fresh.id = 1_000_000L + this.world.next();
					session.upsert(fresh);
				}
			}
		}
	}

	private void statelessTransaction() {
		between((rollback) -> {
			try (StatelessSession session = this.world.factory.unwrap(SessionFactory.class).openStatelessSession()) {
				session.beginTransaction();
				for (int i = this.world.random.nextInt(3); i >= 0; i--) {
					write(session);
				}
				this.verdict.running();
				if (rollback) {
					session.getTransaction().rollback();
				}
				else {
					session.getTransaction().commit();
				}
			}
		});
	}

	private void write(StatelessSession session) {
		Object id = this.world.identifier(Memo.class);
		Memo memo = (id != null) ? session.get(Memo.class, id) : null;
		if (memo == null) {
			session.insert(memo());
			return;
		}
		int way = this.world.random.nextInt(4);
		this.world.named("way " + way + " with " + memo.id);
		switch (way) {
			case 0 -> {
				change(memo);
				session.update(memo);
			}
			case 1 -> session.delete(memo);
			case 2 -> session.update(memo);
			default -> session.insert(memo());
		}
	}

	private void ownTransaction() {
		between((rollback) -> {
			try (EntityManager own = this.world.factory.createEntityManager()) {
				own.getTransaction().begin();
				for (int i = this.world.random.nextInt(3); i >= 0; i--) {
					write(own);
				}
				if (rollback) {
					// What was not flushed was not written.
					own.flush();
				}
				this.verdict.running();
				if (rollback) {
					own.getTransaction().rollback();
				}
				else {
					own.getTransaction().commit();
				}
			}
		});
	}

	private void write(EntityManager own) {
		Object id = this.world.identifier(Memo.class);
		Memo memo = (id != null) ? own.find(Memo.class, id) : null;
		if (memo == null) {
			own.persist(memo());
			return;
		}
		int way = this.world.random.nextInt(5);
		this.world.named("way " + way + " with " + memo.id);
		switch (way) {
			case 0, 1 -> change(memo);
			case 2 -> own.remove(memo);
			case 3 -> {
				change(memo);
				own.flush();
			}
			default -> own.persist(memo());
		}
	}

	private void between(Work work) {
		this.verdict.running();
		boolean rollback = this.world.oneIn(3);
		boolean pending = this.world.pending;
		Turns turns = this.world.receivers.turns;
		Map<String, Map<String, String>> replayed = new HashMap<>(turns.replayed);
		Runnable mark = turns.mark();
		this.world.named(rollback ? "to be rolled back" : "to be committed");
		work.run(rollback);
		this.world.pending = pending;
		if (rollback) {
			this.verdict.rolledBack(replayed, true);
			mark.run();
		}
		else {
			this.verdict.committed();
			this.world.look();
		}
	}

	private Memo memo() {
		Memo memo = new Memo();
		memo.text = "m" + this.world.next();
		memo.address = address();
		return memo;
	}

	private @Nullable Address address() {
		if (this.world.random.nextBoolean()) {
			return null;
		}
		Address address = new Address();
		address.city = "city" + this.world.random.nextInt(2);
		return address;
	}

	private void change(Memo memo) {
		if (this.world.random.nextBoolean()) {
			memo.text = "m" + this.world.random.nextInt(3);
		}
		else {
			memo.address = address();
		}
	}

	private interface Work {

		void run(boolean rollback);

	}

}
