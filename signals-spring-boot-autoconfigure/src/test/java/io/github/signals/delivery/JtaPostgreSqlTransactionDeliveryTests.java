package io.github.signals.delivery;

import javax.sql.DataSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false" })
class JtaPostgreSqlTransactionDeliveryTests extends JtaTransactionDeliveryContractTests {

	@Configuration(proxyBeanMethods = false)
	@Import(JtaStore.class)
	static class Databases {

		@Bean
		@Primary
		DataSource entities() {
			return JtaStore.postgreSql("jta");
		}

		@Bean
		DataSource other() {
			return JtaStore.h2("jta-other");
		}

	}

}
