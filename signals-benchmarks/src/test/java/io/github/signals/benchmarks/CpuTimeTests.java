package io.github.signals.benchmarks;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class CpuTimeTests {

	@Test
	void theWorkOfTheDatabaseIsSeen() {
		try (Database.Server server = Database.POSTGRESQL.start();
				SingleConnectionDataSource dataSource = new SingleConnectionDataSource(server.createDurable("work"),
						true)) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			CpuTime cpu = CpuTime.start(jdbc.queryForObject("select pg_backend_pid()", Long.class));
			jdbc.queryForObject("select count(*) from generate_series(1, 3000000)", Long.class);
			double used = cpu.usedByDatabase();
			assertThat(used).isPositive();
			assertThat(cpu.used()).isGreaterThan(used);
		}
	}

}
