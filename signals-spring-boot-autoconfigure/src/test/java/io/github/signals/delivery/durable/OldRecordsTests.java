package io.github.signals.delivery.durable;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.github.signals.BulkWrite;
import io.github.signals.delivery.durable.Parcel.Status;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records as they were written before values had the types of the mapping, kept as they
 * were.
 */
@DurableTest
class OldRecordsTests extends DurableTestBase {

	private static final String CREATED = """
			{"id":["long","%d"],"actor":["uuid","3f0e8f0a-5c1d-4b2e-9a6f-0123456789ab"],\
			"using":"transactionManager","origin":"REPOSITORY"}""";

	private static final String UPDATED = """
			{"id":["long","%d"],"actor":["uuid","3f0e8f0a-5c1d-4b2e-9a6f-0123456789ab"],\
			"using":"transactionManager","origin":"FLUSH",\
			"before":{"address.street":"Main Street","name":"one",\
			"status":["enum:io.github.signals.delivery.durable.Parcel$Status","PACKED"],"weight":["decimal","1.50"],\
			"tags":["set",["fragile"]]},\
			"after":{"address.street":"Side Street","name":"two",\
			"status":["enum:io.github.signals.delivery.durable.Parcel$Status","SENT"],"weight":["decimal","2.25"],\
			"tags":["set",["fragile","heavy"]]}}""";

	private static final String BULK = """
			{"using":"transactionManager","origin":"BULK","bulk":"UPDATE","rows":1,"ids":["list",[["long","%d"]]]}""";

	private static final String DELETED = """
			{"id":["long","%d"],"using":"transactionManager","origin":"REPOSITORY",\
			"last":{"address.street":"Side Street","address.city":"Springfield","depot":["long","70"],"name":"same",\
			"packedAt":["instant","2026-01-02T03:04:05.678Z"],\
			"reference":["uuid","3f0e8f0a-5c1d-4b2e-9a6f-0123456789ab"],\
			"status":["enum:io.github.signals.delivery.durable.Parcel$Status","SENT"],"weight":["decimal","2.25"]}}""";

	private static final UUID ACTOR = UUID.fromString("3f0e8f0a-5c1d-4b2e-9a6f-0123456789ab");

	private Heard heard(String uid, String operation, String record) {
		Parcel[] parcel = new Parcel[1];
		this.signals.mute(() -> parcel[0] = save("one"));
		long now = System.currentTimeMillis();
		this.jdbc.update(
				"insert into signals_outbox (id, uid, partition_number, entity_key, sender, operation, payload, attempts, due,"
						+ " parked, recorded) values (?, ?, 1, 'parcel', ?, ?, ?, 0, ?, false, ?)",
				UUID.randomUUID().toString(), uid, Parcel.class.getName(), operation,
				OutboxPayload.bytes(record.formatted(parcel[0].getId())), now, now);
		awaitHeard(uid, 1);
		awaitAllDone();
		return this.script.of(uid).get(0);
	}

	@Test
	void readsACreation() {
		Heard heard = heard("created", "CREATED", CREATED);
		assertThat(heard.parcel().name).isEqualTo("one");
		assertThat(heard.context().actor()).isEqualTo(ACTOR);
	}

	@Test
	void readsAnUpdate() {
		Heard heard = heard("updated", "UPDATED", UPDATED);
		assertThat(heard.changes().attributes()).containsExactlyInAnyOrder("address.street", "name", "status", "weight",
				"tags");
		assertThat(heard.changes().before("status")).isEqualTo(Status.PACKED);
		assertThat(heard.changes().after("status")).isEqualTo(Status.SENT);
		assertThat(heard.changes().after("weight")).isEqualTo(new BigDecimal("2.25"));
		assertThat(heard.changes().after("tags")).isEqualTo(Set.of("fragile", "heavy"));
	}

	@Test
	void readsWhatAStatementHasWritten() {
		BulkWrite<?> bulk = (BulkWrite<?>) heard("bulk", "BULK", BULK).instance();
		assertThat(bulk.rows()).isEqualTo(1);
		assertThat(bulk.ids()).hasSize(1).first().isInstanceOf(Long.class);
	}

	@Test
	void readsADeletion() {
		this.jdbc.update("merge into parcel$depot (id) values (70)");
		Parcel deleted = heard("deleted", "DELETED", DELETED).parcel();
		assertThat(deleted.name).isEqualTo("same");
		assertThat(deleted.reference).isEqualTo(ACTOR);
		assertThat(deleted.status).isEqualTo(Status.SENT);
		assertThat(deleted.address).isEqualTo(new Parcel.Address("Side Street", "Springfield"));
		assertThat(deleted.depot.id).isEqualTo(70L);
	}

}
