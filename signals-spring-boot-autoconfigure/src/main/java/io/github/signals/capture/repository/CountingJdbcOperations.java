package io.github.signals.capture.repository;

import org.springframework.data.jdbc.repository.query.EscapingParameterSource;
import org.springframework.data.relational.core.dialect.Escaper;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Remembers how many rows the last statement of a piece of work has written, and escapes
 * what derived queries search for, as their own execution does.
 */
final class CountingJdbcOperations extends NamedParameterJdbcTemplate {

	private final Escaper escaper;

	private final ThreadLocal<Integer> last = ThreadLocal.withInitial(() -> 0);

	CountingJdbcOperations(NamedParameterJdbcOperations target, Escaper escaper) {
		super(target.getJdbcOperations());
		this.escaper = escaper;
	}

	int lastOf(Runnable work) {
		try {
			work.run();
			return this.last.get();
		}
		finally {
			this.last.remove();
		}
	}

	@Override
	public int update(String sql, SqlParameterSource parameters) {
		int rows = super.update(sql, parameters);
		this.last.set(rows);
		return rows;
	}

	@Override
	protected PreparedStatementCreator getPreparedStatementCreator(String sql, SqlParameterSource parameters) {
		return super.getPreparedStatementCreator(sql, new EscapingParameterSource(parameters, this.escaper));
	}

}
