package io.github.signals.capture.persistence.oracle;

/**
 * The oracle of H2.
 */
class OracleH2Tests extends OracleContract {

	OracleH2Tests() {
		super("jdbc:h2:mem:oracle;DB_CLOSE_DELAY=-1", false, 500);
	}

}
