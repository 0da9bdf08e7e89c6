package io.github.signals.actuate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.ReceiverException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The answers are what the documentation says.
 */
class TraceSchemaTests extends TraceTestBase {

	private static final Path SCHEMA = Path.of("../docs/trace.schema.json");

	@Test
	void eachAnswerFollowsTheSchema() throws Exception {
		for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.BEFORE_COMMIT, Delivery.AFTER_COMMIT,
				Delivery.ASYNC, Delivery.AFTER_ROLLBACK)) {
			connect(saved(delivery.name(), delivery));
			connect(saved("lost." + delivery, delivery).condition("instance.status == 'lost'"));
		}
		connect(saved("veto", Delivery.BEFORE_COMMIT).condition("instance.status == 'refused'"), (signal) -> {
			throw new IllegalStateException(Ticket.SECRET);
		});
		this.tickets.save(new Ticket("new"));
		this.signals.mute(Mute.receiver("veto"), () -> this.tickets.save(new Ticket("refused")));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.saveAndFlush(new Ticket("back"));
			status.setRollbackOnly();
		});
		assertThatExceptionOfType(ReceiverException.class).isThrownBy(() -> this.tickets.save(new Ticket("refused")));
		this.office.failNext(1);
		this.vouchers.save(new Voucher("10%"));
		await().until(() -> call(dispatches(Voucher.class).get(0), BoxOffice.DURABLE).state().equals("RETURNED"));
		this.transaction.executeWithoutResult((status) -> {
			this.tickets.saveAndFlush(new Ticket("open"));
			assertThat(problems(trace())).isEmpty();
		});
		JsonNode answer = json(trace());
		assertThat(answer.get("dispatches")).hasSizeGreaterThan(5);
		assertThat(JsonSchema.problems(SCHEMA, answer)).isEmpty();
	}

	@Test
	void anotherAnswerDoesNotFollowIt() throws Exception {
		connect(saved("heard", Delivery.IN_TRANSACTION));
		this.tickets.save(new Ticket("new"));
		ObjectNode answer = (ObjectNode) json(trace());
		answer.remove("last");
		answer.put("more", 1);
		((ObjectNode) answer.at("/dispatches/0")).put("time", "yesterday").put("created", "yes");
		((ObjectNode) answer.at("/dispatches/0/receivers/0")).put("state", "ASLEEP").put("attempt", 0);
		assertThat(JsonSchema.problems(SCHEMA, answer)).hasSize(6);
	}

	private static List<String> problems(TraceDescriptor trace) {
		try {
			return JsonSchema.problems(SCHEMA, json(trace));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode json(TraceDescriptor trace) {
		return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(trace));
	}

}
