package io.github.signals.delivery;

import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = OutcomeModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:outcome" })
class OutcomeTests extends OutcomeContract {

}
