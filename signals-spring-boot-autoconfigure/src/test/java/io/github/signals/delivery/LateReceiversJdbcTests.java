package io.github.signals.delivery;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

/**
 * What receivers see that run later than the change, with Spring Data JDBC.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:late-jdbc", "signals.async.threads=1" })
class LateReceiversJdbcTests extends LateReceiversContract<Ledger> {

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
	@Import({ JdbcStore.class, Receivers.class, Handler.class })
	static class Application {

	}

}
