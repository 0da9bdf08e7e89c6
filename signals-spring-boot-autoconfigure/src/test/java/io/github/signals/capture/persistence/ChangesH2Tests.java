package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * The changes of what is written to H2.
 */
@SpringBootTest(classes = ChangesTestSupport.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:changes;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class ChangesH2Tests extends ChangesContract {

}
