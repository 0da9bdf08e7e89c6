package io.github.signals.delivery;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

@SpringBootTest(classes = JdbcLostAnswerTests.Application.class)
class JdbcLostAnswerTests extends LostAnswerContract<Ledger> {

	@Autowired
	private Ledgers ledgers;

	@Override
	Class<Ledger> sender() {
		return Ledger.class;
	}

	@Override
	Ledger named(String name) {
		return new Ledger(name);
	}

	@Override
	CrudRepository<Ledger, Long> repository() {
		return this.ledgers;
	}

	@Override
	String table() {
		return "ledger";
	}

	@Configuration(proxyBeanMethods = false)
	@Import(JdbcStore.class)
	static class Application {

		@Bean
		UnreliableDataSource dataSource() {
			return new UnreliableDataSource("jdbc:h2:mem:jdbc-lost;DB_CLOSE_DELAY=-1");
		}

	}

}
