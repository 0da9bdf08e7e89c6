package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * The capture of Spring Data JDBC on H2.
 */
@SpringBootTest(classes = JdbcModel.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-contract;DB_CLOSE_DELAY=-1")
class JdbcRepositoryCaptureTests extends JdbcRepositoryCaptureContract {

}
