package io.github.signals.actuate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.actuate.ConsoleDescriptor.ConsoleReceiver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The data of the console is what the documentation says.
 */
class ConsoleSchemaTests extends TraceTestBase {

	private static final Path SCHEMA = Path.of("../docs/console.schema.json");

	@Autowired
	private SignalsConsole console;

	@Test
	void theDataFollowsTheSchema() throws Exception {
		connect(saved("sells", Delivery.IN_TRANSACTION).on(On.CREATED),
				(signal) -> this.vouchers.save(new Voucher("5%")));
		this.office.failNext(1);
		this.tickets.save(new Ticket("new"));
		await().until(() -> receiver(BoxOffice.DURABLE).calls() > 1);
		await().until(() -> this.signals.durable().waiting() == 0);
		JsonNode data = data();
		assertThat(data.at("/durable/receivers")).isNotEmpty();
		assertThat(receiver(BoxOffice.DURABLE).lastError()).isNotNull();
		assertThat(JsonSchema.problems(SCHEMA, data)).isEmpty();
		assertThat(data.toString()).doesNotContain(Ticket.SECRET);
	}

	@Test
	void otherDataDoesNotFollowIt() throws Exception {
		ObjectNode data = (ObjectNode) data();
		data.remove("readOnly");
		data.put("traceSize", -1).put("more", 1);
		((ObjectNode) data.at("/receivers/0")).put("delivery", "LATER").put("calls", "many");
		assertThat(JsonSchema.problems(SCHEMA, data)).hasSize(5);
	}

	@Test
	void aReceiverIsSeenToSaveWhatSomebodyHears() {
		connect(saved("sells", Delivery.IN_TRANSACTION), (signal) -> this.vouchers.save(new Voucher("5%")));
		connect(saved("reads", Delivery.IN_TRANSACTION), (signal) -> this.vouchers.findAll());
		assertThat(receiver("sells").saves()).isEmpty();
		this.tickets.save(new Ticket("new"));
		await().until(() -> !receiver("sells").saves().isEmpty());
		assertThat(receiver("sells").saves()).containsExactly(Voucher.class.getName());
		assertThat(receiver("reads").saves()).isEmpty();
	}

	private ConsoleReceiver receiver(String uid) {
		List<ConsoleReceiver> receivers = this.console.describe().receivers();
		return receivers.stream().filter((receiver) -> receiver.uid().equals(uid)).findFirst().orElseThrow();
	}

	private JsonNode data() throws IOException {
		return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(this.console.describe()));
	}

}
