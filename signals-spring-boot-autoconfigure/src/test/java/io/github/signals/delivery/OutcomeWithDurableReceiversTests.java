package io.github.signals.delivery;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.delivery.OutcomeModel.Bill;
import io.github.signals.delivery.OutcomeModel.DurableReceivers;
import io.github.signals.delivery.OutcomeModel.Stamp;
import io.github.signals.delivery.durable.DurableDelivery;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = { OutcomeModel.Application.class, OutcomeModel.Durable.class },
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.datasource.url=jdbc:h2:mem:outcome-durable",
				"signals.durable.initialize-schema=always" })
class OutcomeWithDurableReceiversTests extends OutcomeContract {

	@Autowired
	private DurableReceivers receivers;

	@Autowired
	private DurableDelivery delivery;

	// S21, P64: one record, though several synchronizations write the row
	@Test
	void recordsOneCallForEachEntityThatOtherSynchronizationsWrite() {
		this.delivery.stop();
		try {
			inTransaction(() -> {
				Stamp stamp = Stamp.of("one");
				beforeCommit(() -> {
					this.em.persist(stamp);
					this.em.flush();
				});
				beforeCommit(() -> {
					stamp.name = "two";
					this.em.flush();
				});
				beforeCommit(() -> stamp.name = "three");
			});
			assertThat(this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class)).isOne();
		}
		finally {
			this.jdbc.update("delete from signals_outbox");
			this.delivery.start();
		}
	}

	// S10, P63, P76
	@Test
	void callsAReceiverOfAListOnce() {
		this.receivers.undone.clear();
		rollBack(() -> {
			this.bills.saveAndFlush(Bill.of("written"));
			this.bills.save(Bill.of("unwritten"));
		});
		assertThat(this.receivers.undone).containsExactly(List.of("created written", "created unwritten"));
	}

}
