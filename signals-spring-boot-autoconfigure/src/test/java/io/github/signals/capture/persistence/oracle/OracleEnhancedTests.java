package io.github.signals.capture.persistence.oracle;

/**
 * The oracle of entities that are enhanced.
 */
class OracleEnhancedTests extends OracleContract {

	OracleEnhancedTests() {
		super("jdbc:h2:mem:oracle-enhanced;DB_CLOSE_DELAY=-1", true, 400);
	}

}
