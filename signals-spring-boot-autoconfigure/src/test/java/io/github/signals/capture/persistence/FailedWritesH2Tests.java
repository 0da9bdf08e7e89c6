package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Failed writes in H2, in batches.
 */
@SpringBootTest(classes = FailedWritesContract.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:failed-writes;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.properties.hibernate.jdbc.batch_size=10" })
class FailedWritesH2Tests extends FailedWritesContract {

}
