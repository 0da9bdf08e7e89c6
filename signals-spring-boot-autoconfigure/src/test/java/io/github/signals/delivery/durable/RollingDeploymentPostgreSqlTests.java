package io.github.signals.delivery.durable;

import io.github.signals.testing.PostgreSql;

class RollingDeploymentPostgreSqlTests extends RollingDeploymentContract {

	@Override
	String url() {
		return PostgreSql.url("rolling");
	}

}
