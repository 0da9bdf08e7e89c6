package io.github.signals.sample;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.mail.Mail;
import io.github.signals.sample.mail.MailServer;
import io.github.signals.sample.mail.Mailbox;
import io.github.signals.test.RecordSignals;
import io.github.signals.test.RecordedSignals;

import static org.awaitility.Awaitility.await;

/**
 * The running shop, driven over HTTP, with a real SMTP server. All subclasses share one
 * application and its database, so that each test names its own things.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=localhost")
@AutoConfigureRestTestClient
@ExtendWith(OutputCaptureExtension.class)
@RecordSignals
public abstract class AbstractShopTests {

	private static final AtomicInteger names = new AtomicInteger();

	/** What has been heard after commits since the test began. */
	protected final List<EntitySignal<?>> committed = new CopyOnWriteArrayList<>();

	@Autowired
	protected RestTestClient client;

	@Autowired
	protected Signals signals;

	@Autowired
	protected RecordedSignals recorded;

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	protected Mailbox mailbox;

	@Autowired
	private MailServer mailServer;

	@BeforeEach
	void listenToCommits() {
		await().pollDelay(Duration.ZERO).until(() -> this.signals.durable().waiting() == 0);
		this.mailbox.clear();
		this.signals.connect(
				ReceiverSpec.postSave(TimeStamped.class).uid("test_saved").delivery(Delivery.AFTER_COMMIT).imports(),
				this.committed::add);
		this.signals.connect(
				ReceiverSpec.postDelete(TimeStamped.class).uid("test_deleted").delivery(Delivery.AFTER_COMMIT),
				this.committed::add);
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers()
			.stream()
			.map((receiver) -> receiver.uid())
			.filter((uid) -> uid.startsWith("test_"))
			.forEach(this.signals::disconnect);
		waitForCalls();
	}

	/**
	 * Return all that will be mailed about orders of what is committed.
	 */
	protected List<Mail> mailed() {
		waitForCalls();
		return this.mailbox.mails().stream().filter((mail) -> mail.subject().startsWith("Your order ")).toList();
	}

	/**
	 * Wait for the calls that this test has caused.
	 */
	protected void waitForCalls() {
		this.recorded.await(Duration.ofSeconds(10));
	}

	/**
	 * Return what is ordered while the mail server is down, and whose mail has failed.
	 */
	protected <T> T orderWithoutMailServer(Supplier<T> order) {
		waitForCalls();
		this.mailServer.turn(false);
		try {
			T placed = order.get();
			await().until(() -> rows("signals_outbox where attempts > 0") == 1);
			return placed;
		}
		finally {
			this.mailServer.turn(true);
		}
	}

	protected static String unique(String name) {
		return name + "-" + names.incrementAndGet();
	}

	protected long rows(String table) {
		return this.jdbc.sql("select count(*) from " + table).query(Long.class).single();
	}

	protected <T> T create(String uri, Object body, Class<T> type) {
		return this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult(type)
			.getResponseBody();
	}

	protected <T> T get(String uri, Class<T> type) {
		return this.client.get().uri(uri).exchange().expectStatus().isOk().returnResult(type).getResponseBody();
	}

	protected <T> T put(String uri, Object body, Class<T> type) {
		return this.client.put()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(type)
			.getResponseBody();
	}

	protected void delete(String uri) {
		this.client.delete().uri(uri).exchange().expectStatus().isNoContent();
	}

	protected RestTestClient.BodyContentSpec expectProblem(RestTestClient.ResponseSpec response, HttpStatus status) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status.value());
	}

	protected RestTestClient.ResponseSpec post(String uri, MediaType type, Object body) {
		return this.client.post().uri(uri).contentType(type).body(body).exchange();
	}

}
