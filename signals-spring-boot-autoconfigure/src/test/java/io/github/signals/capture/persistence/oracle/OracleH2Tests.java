package io.github.signals.capture.persistence.oracle;

import org.springframework.test.context.TestPropertySource;

/**
 * The oracle of H2.
 */
@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:oracle;DB_CLOSE_DELAY=-1",
		"spring.jpa.hibernate.ddl-auto=none" })
class OracleH2Tests extends OracleContract {

	OracleH2Tests() {
		super("h2.sql", 1500);
	}

}
