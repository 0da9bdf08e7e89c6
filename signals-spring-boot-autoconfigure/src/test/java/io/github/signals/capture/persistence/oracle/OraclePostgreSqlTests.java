package io.github.signals.capture.persistence.oracle;

import io.github.signals.testing.PostgreSql;

/**
 * The oracle of PostgreSQL.
 */
class OraclePostgreSqlTests extends OracleContract {

	OraclePostgreSqlTests() {
		super(PostgreSql.url("oracle"), false, 300);
	}

}
