package io.github.signals.delivery.durable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.ParkedCall;
import io.github.signals.actuate.ParkedCallsDescriptor;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that a newer node or somebody's hand has written (S22).
 */
abstract class UnreadableRecordContract extends DurableTestBase {

	private int count(String condition) {
		return Objects.requireNonNull(
				this.jdbc.queryForObject("select count(*) from signals_outbox where " + condition, Integer.class));
	}

	@ParameterizedTest // gruelbox/transaction-outbox PR 851: one that cannot be read
						// stopped all
	@CsvSource(delimiter = '|', textBlock = """
			operation | ARCHIVED     | ARCHIVED
			sender    | org.example.Gone | org.example.Gone is not an entity of this application
			sender    | java.lang.String | java.lang.String is not an entity of this application
			payload   | {"id":       | not valid JSON
			payload   | []           | not a JSON object
			payload   | {}           | an origin
			payload   | {"origin":"FLUSH"} | does not contain the identifier
			""")
	void parksWhatItCannotReadAndGoesOn(String column, String value, String reason) {
		this.delivery.stop();
		Parcel broken = save("broken");
		String partition = this.jdbc.queryForObject("select partition_number from signals_outbox", String.class);
		this.jdbc.update("update signals_outbox set " + column + " = ?",
				column.equals("payload") ? OutboxPayload.bytes(value) : value);
		int healthy = 0;
		while (count("partition_number = " + partition) == 1) {
			save("healthy");
			healthy++;
		}
		this.delivery.start();
		awaitHeard("created", healthy);
		awaitParked(1);
		await().until(() -> this.signals.durable().waiting() == 0);
		assertThat(this.script.names("created")).containsOnly("healthy");
		ParkedCall parked = this.signals.durable().parked(0, 10).get(0);
		assertThat(parked.error()).contains(reason);
		assertThat(parked.attempts()).isEqualTo(1);
		assertThat(parked.uid()).isEqualTo("created");
		assertThat(parked.sender()).isEqualTo(column.equals("sender") ? value : Parcel.class.getName());
		if (column.equals("operation")) {
			assertThat(parked.entity()).isEqualTo(broken.getId().toString());
		}
		assertThat(ParkedCallsDescriptor.of(this.signals.durable()).calls()).hasSize(1);
	}

	@Test
	void makesTheCallWhenSomebodyHasMendedTheRecord() {
		this.delivery.stop();
		save("one");
		String payload = OutboxPayload.read(this.jdbc);
		OutboxPayload.write(this.jdbc, "{" + payload);
		this.delivery.start();
		awaitParked(1);
		OutboxPayload.write(this.jdbc, payload);
		this.signals.durable().replayAll("created");
		awaitAllDone();
		assertThat(this.script.names("created")).containsExactly("one");
	}

	@Test
	void showsAllThatAreParkedWhereOneCannotBeRead() {
		this.script.on("created", (call) -> {
			throw new IllegalStateException("always");
		});
		save("one");
		save("two");
		awaitParked(2);
		String first = this.jdbc.queryForObject("select min(id) from signals_outbox", String.class);
		this.jdbc.update("update signals_outbox set payload = ?, operation = '?' where id = ?",
				OutboxPayload.bytes("{"), first);
		List<ParkedCall> parked = this.signals.durable().parked(0, 10);
		assertThat(parked).hasSize(2);
		assertThat(parked).extracting(ParkedCall::id).contains(UUID.fromString(first));
		assertThat(parked).filteredOn((call) -> call.id().toString().equals(first))
			.singleElement()
			.satisfies((call) -> assertThat(call.entity()).isNull());
	}

	@Test
	void stopsNoPartitionForAnIdentifierThatIsNoUuid() {
		this.delivery.stop();
		save("broken");
		this.jdbc.update("update signals_outbox set id = 'by hand'");
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			for (int i = 0; i < 40; i++) {
				save("healthy");
			}
		});
		this.delivery.start();
		awaitAllDone();
		assertThat(this.script.of("created")).hasSize(41);
	}

}
