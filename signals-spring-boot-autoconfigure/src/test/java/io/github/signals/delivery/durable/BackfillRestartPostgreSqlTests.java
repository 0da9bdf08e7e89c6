package io.github.signals.delivery.durable;

import io.github.signals.testing.PostgreSql;

class BackfillRestartPostgreSqlTests extends BackfillRestartContract {

	@Override
	String url() {
		return PostgreSql.url("backfillrestart");
	}

}
