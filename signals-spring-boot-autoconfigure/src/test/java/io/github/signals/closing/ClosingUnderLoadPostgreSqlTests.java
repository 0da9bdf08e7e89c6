package io.github.signals.closing;

import io.github.signals.testing.PostgreSql;

class ClosingUnderLoadPostgreSqlTests extends ClosingUnderLoadContract {

	@Override
	ClosingDatabase database() {
		return new ClosingDatabase(PostgreSql.url("closing"), "postgresql");
	}

}
