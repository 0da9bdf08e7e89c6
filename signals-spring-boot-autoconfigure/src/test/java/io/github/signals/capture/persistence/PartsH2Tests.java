package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Parts in H2.
 */
@SpringBootTest(classes = PartsContract.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:parts;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class PartsH2Tests extends PartsContract {

}
