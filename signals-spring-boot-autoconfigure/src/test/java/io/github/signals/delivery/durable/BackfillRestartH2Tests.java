package io.github.signals.delivery.durable;

class BackfillRestartH2Tests extends BackfillRestartContract {

	@Override
	String url() {
		return "jdbc:h2:mem:backfillrestart;DB_CLOSE_DELAY=-1";
	}

}
