package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Statements of Spring Data JDBC on H2.
 */
@SpringBootTest(classes = JdbcQueryModel.Application.class,
		properties = "spring.datasource.url=jdbc:h2:mem:jdbc-query;DB_CLOSE_DELAY=-1")
class JdbcQueryTests extends JdbcQueryContract {

}
