package io.github.signals.closing;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Receivers that note each call by JDBC, and whether they were called when they should
 * not have been.
 */
class SaleReceivers implements DisposableBean {

	private final JdbcTemplate jdbc;

	private volatile boolean destroyed;

	SaleReceivers(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void note(String uid, Sale sale) {
		this.jdbc.update("insert into heard (uid, number) values (?, ?)", this.destroyed ? "destroyed " + uid : uid,
				sale.number);
	}

	@Override
	public void destroy() {
		this.destroyed = true;
	}

}
