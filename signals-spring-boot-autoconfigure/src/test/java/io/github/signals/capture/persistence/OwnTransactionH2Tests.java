package io.github.signals.capture.persistence;

import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = OwnTransactionModel.Application.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:own-transactions" })
class OwnTransactionH2Tests extends OwnTransactionContract {

}
