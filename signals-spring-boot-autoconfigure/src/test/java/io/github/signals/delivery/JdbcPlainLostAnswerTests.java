package io.github.signals.delivery;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * With the manager that takes each failure of a commit for an unknown outcome.
 */
@SpringBootTest(classes = JdbcLostAnswerTests.Application.class,
		properties = "spring.dao.exceptiontranslation.enabled=false")
class JdbcPlainLostAnswerTests extends JdbcLostAnswerTests {

}
