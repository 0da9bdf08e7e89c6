package io.github.signals.delivery;

import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = JdbcStore.class, properties = "spring.datasource.url=jdbc:h2:mem:jdbc-delivery")
class JdbcH2TransactionDeliveryTests extends JdbcTransactionDeliveryContractTests {

}
