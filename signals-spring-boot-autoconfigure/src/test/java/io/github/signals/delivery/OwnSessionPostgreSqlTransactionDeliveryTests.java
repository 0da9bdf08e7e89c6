package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

@SpringBootTest(classes = JpaStore.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false" })
class OwnSessionPostgreSqlTransactionDeliveryTests extends OwnSessionTransactionDeliveryContractTests {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("own_session_delivery"));
	}

	@Test
	void hearsACommitThatFailsAsARollback() {
		failTheCommit();
	}

}
