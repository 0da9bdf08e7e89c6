package io.github.signals.delivery;

import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = JpaStore.class, properties = { "spring.datasource.url=jdbc:h2:mem:own-session-delivery",
		"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false" })
class OwnSessionH2TransactionDeliveryTests extends OwnSessionTransactionDeliveryContractTests {

}
