package io.github.signals.delivery.durable;

import io.github.signals.testing.MariaDb;

@OnMariaDb
class BackfillRestartMariaDbTests extends BackfillRestartContract {

	@Override
	String url() {
		return MariaDb.url("backfillrestart");
	}

}
