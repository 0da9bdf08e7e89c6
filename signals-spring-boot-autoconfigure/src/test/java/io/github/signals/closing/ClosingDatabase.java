package io.github.signals.closing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * What the tables tell, whoever is gone.
 */
class ClosingDatabase {

	private static final String SCHEMA = """
			drop table if exists heard;
			drop table if exists sale;
			drop table if exists signals_outbox;
			drop table if exists signals_outbox_partition;
			drop sequence if exists sale_seq;
			create sequence sale_seq increment by 50;
			create table sale (id bigint primary key, number int unique);
			create table heard (uid varchar(50), number int);
			""";

	private final JdbcTemplate jdbc;

	private final String url;

	ClosingDatabase(String url, String platform) {
		this.url = url;
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
		new ResourceDatabasePopulator(new ByteArrayResource(SCHEMA.getBytes()),
				new ClassPathResource("io/github/signals/durable/schema-" + platform + ".sql"))
			.execute(dataSource);
		this.jdbc = new JdbcTemplate(dataSource);
	}

	String url() {
		return this.url;
	}

	List<Integer> committed() {
		return numbers("select number from sale order by number");
	}

	List<Integer> heard(String uid) {
		return numbers("select number from heard where uid = '" + uid + "' order by number");
	}

	/**
	 * Return what is going to be shipped, by its identifier in the record.
	 */
	List<Integer> recorded() {
		Set<Long> ids = new HashSet<>();
		this.jdbc.query("select entity_key from signals_outbox where uid = 'ship'", (row) -> {
			ids.add(Long.valueOf(row.getString(1).replaceAll(".*#\\D*(\\d+)\\D*", "$1")));
		});
		List<Integer> recorded = new ArrayList<>();
		this.jdbc.query("select id, number from sale order by number", (row) -> {
			if (ids.contains(row.getLong(1))) {
				recorded.add(row.getInt(2));
			}
		});
		return recorded;
	}

	int calledWhenDestroyed() {
		return numbers("select number from heard where uid like 'destroyed%'").size();
	}

	private List<Integer> numbers(String query) {
		return this.jdbc.queryForList(query, Integer.class);
	}

}
