package io.github.signals.crash.backfill;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A row that was there, or one that is created meanwhile.
 */
@Entity
class StockItem implements Persistable<Long> {

	@Id
	Long id;

	/** When it was created, in milliseconds. */
	long created;

	protected StockItem() {
	}

	StockItem(long id) {
		this.id = id;
		this.created = System.currentTimeMillis();
	}

	@Override
	public Long getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return true;
	}

	interface StockItems extends JpaRepository<StockItem, Long> {

	}

}
