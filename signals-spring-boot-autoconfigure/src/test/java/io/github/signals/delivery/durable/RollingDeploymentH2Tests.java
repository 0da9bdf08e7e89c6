package io.github.signals.delivery.durable;

class RollingDeploymentH2Tests extends RollingDeploymentContract {

	@Override
	String url() {
		return "jdbc:h2:mem:rolling;DB_CLOSE_DELAY=-1";
	}

}
