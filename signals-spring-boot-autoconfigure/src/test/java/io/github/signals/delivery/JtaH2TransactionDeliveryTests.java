package io.github.signals.delivery;

import javax.sql.DataSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false" })
class JtaH2TransactionDeliveryTests extends JtaTransactionDeliveryContractTests {

	@Configuration(proxyBeanMethods = false)
	@Import(JtaStore.class)
	static class Databases {

		@Bean
		@Primary
		DataSource entities() {
			return JtaStore.h2("jta");
		}

		@Bean
		DataSource other() {
			return JtaStore.postgreSql("jta_other");
		}

	}

}
