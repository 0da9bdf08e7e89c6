package io.github.signals.closing;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Receivers that note each call by JDBC, and whether it was for a sale that was made when
 * they were destroyed already: a call for an earlier one may have begun before.
 */
class SaleReceivers implements DisposableBean {

	private final JdbcTemplate jdbc;

	private volatile long last = Long.MAX_VALUE;

	SaleReceivers(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void note(String uid, Sale sale) {
		this.jdbc.update("insert into heard (uid, number) values (?, ?)",
				sale.isAfter(this.last) ? "destroyed " + uid : uid, sale.number);
	}

	@Override
	public void destroy() {
		this.last = Sale.made();
	}

}
