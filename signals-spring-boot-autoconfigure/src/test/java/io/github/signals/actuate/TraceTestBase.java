package io.github.signals.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalReceiver;
import io.github.signals.Signals;
import io.github.signals.actuate.BoxOffice.Tickets;
import io.github.signals.actuate.BoxOffice.Vouchers;
import io.github.signals.actuate.TraceDescriptor.CallDescriptor;
import io.github.signals.actuate.TraceDescriptor.DispatchDescriptor;
import io.github.signals.actuate.TraceDescriptor.TransactionDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A traced application, and what its trace says since the test has begun.
 */
@SpringBootTest(classes = BoxOffice.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:trace", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.open-in-view=false", "management.endpoints.web.exposure.include=signals",
				"signals.trace.size=200", "signals.durable.max-attempts=3", "signals.durable.back-off.initial=50ms",
				"signals.durable.back-off.max=50ms", "signals.durable.polling-interval=100ms",
				"signals.durable.initialize-schema=always" })
abstract class TraceTestBase {

	@Autowired
	Signals signals;

	@Autowired
	Tickets tickets;

	@Autowired
	Vouchers vouchers;

	@Autowired
	BoxOffice office;

	@Autowired
	DispatchTrace trace;

	@Autowired
	PlatformTransactionManager manager;

	TransactionTemplate transaction;

	private long before;

	@BeforeEach
	void rememberWhatWasBefore() {
		this.transaction = new TransactionTemplate(this.manager);
		this.before = this.trace.entries().version();
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers()
			.stream()
			.filter((receiver) -> !receiver.uid().equals(BoxOffice.DURABLE))
			.forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

	TransactionTemplate requiresNew() {
		TransactionTemplate inner = new TransactionTemplate(this.manager);
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return inner;
	}

	static ReceiverSpec<PostSave<Ticket>> saved(String uid, Delivery delivery) {
		return ReceiverSpec.postSave(Ticket.class).uid(uid).delivery(delivery);
	}

	void connect(ReceiverSpec<PostSave<Ticket>> spec) {
		connect(spec, (signal) -> {
		});
	}

	void connect(ReceiverSpec<PostSave<Ticket>> spec, SignalReceiver<PostSave<Ticket>> receiver) {
		assertThat(this.signals.connect(spec, receiver)).isTrue();
	}

	TraceDescriptor trace() {
		TraceDescriptor trace = TraceDescriptor.of(this.trace, this.before);
		assertThat(trace.toString()).doesNotContain(Ticket.SECRET);
		return trace;
	}

	/**
	 * Return the entries about tickets, from the oldest to the newest.
	 */
	List<DispatchDescriptor> dispatches() {
		return dispatches(Ticket.class);
	}

	List<DispatchDescriptor> dispatches(Class<?> sender) {
		List<DispatchDescriptor> found = new ArrayList<>(
				trace().dispatches().stream().filter((entry) -> entry.sender().equals(sender.getName())).toList());
		Collections.reverse(found);
		return found;
	}

	DispatchDescriptor only() {
		assertThat(dispatches()).hasSize(1);
		return dispatches().get(0);
	}

	TransactionDescriptor transactionOf(DispatchDescriptor entry) {
		return trace().transactions()
			.stream()
			.filter((transaction) -> transaction.id().equals(entry.transaction()))
			.findFirst()
			.orElseThrow();
	}

	static CallDescriptor call(DispatchDescriptor entry, String uid) {
		return entry.receivers().stream().filter((call) -> call.uid().equals(uid)).findFirst().orElseThrow();
	}

	/**
	 * Describe what has become of the receivers: "uid STATE reason".
	 */
	static List<String> states(DispatchDescriptor entry) {
		return entry.receivers()
			.stream()
			.map((call) -> call.uid() + " " + call.state() + ((call.reason() != null) ? " " + call.reason() : ""))
			.toList();
	}

}
