package io.github.signals.delivery;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.ReceiverSpec;
import io.github.signals.delivery.JdbcStore.Ledger;
import io.github.signals.delivery.JdbcStore.Ledgers;

import static org.assertj.core.api.Assertions.assertThat;

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

	// Nobody writes what a receiver sets after the save
	@Test
	void aSnapshotHasNotWhatAReceiverInTheTransactionMakesOfTheInstance() {
		this.signals.connect(ReceiverSpec.postSave(Ledger.class).uid("setting"),
				(saved) -> saved.instance().setName("set"));
		this.signals.connect(ReceiverSpec.postDelete(Ledger.class).uid("deleting"),
				(deleted) -> deleted.instance().setName("set"));
		try {
			Ledger saved = this.ledgers.save(named("written"));
			assertThat(heard("commit")).containsExactly("written true");
			this.ledgers.deleteById(saved.getId());
			assertThat(heard("deleted")).containsExactly("written " + saved.getId());
		}
		finally {
			this.signals.disconnect("setting");
			this.signals.disconnect("deleting");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ JdbcStore.class, Receivers.class, Handler.class })
	static class Application {

	}

}
