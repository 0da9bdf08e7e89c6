package io.github.signals.delivery;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.xa.PGXADataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.jta.JtaTransactionManager;

import io.github.signals.testing.Narayana;
import io.github.signals.testing.PostgreSql;

/**
 * Two databases in one transaction: one has the entities, the other one a table.
 */
@Configuration(proxyBeanMethods = false)
@Import(JpaStore.class)
class JtaStore {

	@Bean
	JtaTransactionManager transactionManager() {
		return Narayana.transactionManager();
	}

	static DataSource h2(String name) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
		return Narayana.dataSource(dataSource);
	}

	static DataSource postgreSql(String name) {
		PGXADataSource dataSource = new PGXADataSource();
		dataSource.setUrl(PostgreSql.url(name));
		return Narayana.dataSource(dataSource);
	}

}
