package io.github.signals.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.dispatch.StoredEntities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/**
 * Which records are merged, and which are left alone.
 */
class CallMergerTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.build();

	private final DurableStore store = new DurableStore(this.database, new DataSourceTransactionManager(this.database),
			false, "H2", null);

	private final CallPayload payloads = mock(CallPayload.class);

	private final CallMerger merger = new CallMerger(this.store, this.payloads, mock(StoredEntities.class),
			new CallNotes(() -> null));

	@BeforeEach
	void createTables() {
		new ResourceDatabasePopulator(new ClassPathResource("io/github/signals/durable/schema-h2.sql"))
			.execute(this.database);
		when(this.payloads.parse(any()))
			.then((parsed) -> JsonMapper.shared().readTree(parsed.<DurableCall>getArgument(0).payload()));
		when(this.payloads.format()).thenReturn(
				new RecordFormat(JsonMapper.shared(), mock(), mock(RecordedEntities.class), mock(Renamed.class)));
	}

	@AfterEach
	void shutDown() {
		this.database.shutdown();
	}

	private void record(@Nullable String tenant, String before, String after) {
		String record = "{" + ((tenant != null) ? "\"tenant\": \"" + tenant + "\", " : "") + "\"before\": {\"a\": "
				+ before + "}, \"after\": {\"a\": " + after + "}}";
		this.store.table()
			.insert(List.of(DurableCall.of(UUID.randomUUID(), "uid", "Parcel", "1", Operation.UPDATED,
					record.getBytes(StandardCharsets.UTF_8), 0)), Duration.ofHours(1));
	}

	private List<DurableCall> calls() {
		return new JdbcTemplate(this.database).query(
				"select sequence_number, id, uid, partition_number, entity_key, sender, operation, payload, attempts,"
						+ " recorded from signals_outbox order by sequence_number",
				(rows, number) -> CallTable.read(rows));
	}

	private static String payload(DurableCall call) {
		return new String(call.payload(), StandardCharsets.UTF_8);
	}

	@Test
	void theLastRecordHasTheNetChangeAndTheOthersAreGone() {
		record(null, "1", "2");
		record(null, "2", "3");
		DurableCall last = calls().get(1);
		DurableCall merged = this.merger.merge(last);
		assertThat(merged).isNotNull();
		assertThat(merged.id()).isEqualTo(last.id());
		assertThat(payload(merged)).isEqualTo("{\"before\":{\"a\":1},\"after\":{\"a\":3}}");
		assertThat(calls()).singleElement().satisfies((call) -> {
			assertThat(call.sequence()).isEqualTo(last.sequence());
			assertThat(payload(call)).isEqualTo(payload(merged));
		});
		assertThat(this.merger.merge(last)).isNotNull();
	}

	@Test
	void nothingIsMergedWhileALaterRecordWaits() {
		record(null, "1", "2");
		record(null, "2", "3");
		assertThat(this.merger.merge(calls().get(0))).isNull();
		assertThat(calls()).hasSize(2);
	}

	@Test
	void nothingIsLeftOfWhatHasChangedBack() {
		record(null, "1", "2");
		record(null, "2", "1");
		assertThat(this.merger.merge(calls().get(1))).isNull();
		assertThat(calls()).isEmpty();
	}

	// Entities of two tenants may have the same identifier
	@Test
	void recordsOfAnotherTenantAreNotMerged() {
		record("A", "1", "2");
		record("B", "7", "8");
		record("A", "2", "3");
		DurableCall merged = this.merger.merge(calls().get(2));
		assertThat(merged).isNotNull();
		assertThat(payload(merged)).contains("\"before\":{\"a\":1}");
		assertThat(calls()).hasSize(2);
		this.store.table().remove(merged);
		DurableCall other = this.merger.merge(calls().get(0));
		assertThat(other).isNotNull();
		assertThat(payload(other)).contains("\"tenant\": \"B\"", "\"after\": {\"a\": 8}");
	}

	@Test
	void whatIsGoneIsNotMerged() {
		record(null, "1", "2");
		DurableCall call = calls().get(0);
		this.store.table().remove(call);
		assertThat(this.merger.merge(call)).isNull();
	}

}
