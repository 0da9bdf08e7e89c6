package io.github.signals.capture.persistence.oracle;

import org.hibernate.Hibernate;

import io.github.signals.capture.persistence.oracle.OracleModel.Line;
import io.github.signals.capture.persistence.oracle.OracleModel.Purchase;

/**
 * An owner and its parts, with identifiers that are assigned.
 */
final class Parts implements Steps {

	private final World world;

	Parts(World world) {
		this.world = world;
	}

	@Override
	public void addTo(StepList list) {
		list.anywhere("create purchase", 2, this::createPurchase);
		list.anywhere("change purchase", 2, this::changePurchase);
		list.of(Kind.PARTS, "move a line", 1, this::moveLine);
	}

	private void createPurchase() {
		Purchase purchase = new Purchase();
		purchase.code = "c" + this.world.random.nextInt(6);
		purchase.text = "t" + this.world.random.nextInt(3);
		for (int i = this.world.random.nextInt(3); i > 0; i--) {
			addLine(purchase);
		}
		if (this.world.em.find(Purchase.class, purchase.code) != null) {
			if (this.world.random.nextBoolean()) {
				this.world.named("merge " + purchase.code);
				Purchase known = this.world.em.find(Purchase.class, purchase.code);
				this.world.overtaking(known);
				known.lines.forEach(this.world::overtaking);
				this.world.em.merge(purchase);
			}
			return;
		}
		int way = this.world.random.nextInt(3);
		this.world.named("new " + purchase.code + " with " + purchase.lines.size() + " lines, way " + way);
		switch (way) {
			case 0 -> this.world.em.persist(purchase);
			case 1 -> this.world.em.merge(purchase);
			default -> this.world.call(() -> this.world.purchases.save(purchase));
		}
	}

	private void addLine(Purchase purchase) {
		Line line = new Line();
		line.text = "l" + this.world.next();
		line.purchase = purchase;
		purchase.lines.add(line);
	}

	private void moveLine() {
		Line line = this.world.any(Line.class);
		Purchase purchase = this.world.find(Purchase.class);
		if (line == null || line.purchase == null || purchase == null || line.purchase == purchase
				|| !this.world.em.contains(purchase) || Hibernate.unproxy(line.purchase) == purchase) {
			return;
		}
		this.world.named("move " + line.id + " to " + purchase.code);
		this.world.overtaking(line);
		// Without orphan removal, which would delete the line.
		line.purchase = purchase;
	}

	private void changePurchase() {
		Purchase purchase = this.world.random.nextBoolean() ? this.world.any(Purchase.class)
				: this.world.find(Purchase.class);
		if (purchase == null) {
			return;
		}
		int change = this.world.random.nextInt(4);
		this.world.named("change " + change + " of " + purchase.code + " with " + purchase.lines.size() + " lines");
		change(purchase, change);
		// Hibernate itself fails in the second of two flushes if a managed entity is
		// merged after its last orphan was removed.
		if (change != 2 && this.world.oneIn(3)) {
			this.world.overtaking(purchase);
			this.world.call(() -> this.world.purchases.save(purchase));
		}
	}

	private void change(Purchase purchase, int change) {
		switch (change) {
			case 0 -> purchase.text = "t" + this.world.random.nextInt(3);
			case 1 -> addLine(purchase);
			case 2 -> {
				if (!purchase.lines.isEmpty()) {
					this.world.overtaking(purchase.lines.get(0));
					purchase.lines.remove(0);
				}
			}
			default -> {
				if (!purchase.lines.isEmpty()) {
					this.world.overtaking(purchase.lines.get(0));
					purchase.lines.get(0).text = "l" + this.world.random.nextInt(3);
				}
			}
		}
	}

}
