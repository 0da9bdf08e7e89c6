package io.github.signals.delivery.durable;

import io.github.signals.testing.MariaDb;

@OnMariaDb
class RollingDeploymentMariaDbTests extends RollingDeploymentContract {

	@Override
	String url() {
		return MariaDb.url("rolling");
	}

}
