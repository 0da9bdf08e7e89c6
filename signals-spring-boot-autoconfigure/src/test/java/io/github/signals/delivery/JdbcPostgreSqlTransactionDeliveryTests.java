package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.testing.PostgreSql;

@SpringBootTest(classes = JdbcStore.class)
class JdbcPostgreSqlTransactionDeliveryTests extends JdbcTransactionDeliveryContractTests {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("delivery"));
	}

	@Test
	void hearsACommitThatFailsAsARollback() {
		failTheCommit();
	}

}
