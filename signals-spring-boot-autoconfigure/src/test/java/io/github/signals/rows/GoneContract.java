package io.github.signals.rows;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.CallContext;
import io.github.signals.ParkedCall;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableDelivery;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.SignalsMeters;
import io.github.signals.rows.Entities.Article;
import io.github.signals.rows.Entities.Articles;
import io.github.signals.rows.Entities.Letter;
import io.github.signals.rows.Entities.Letters;
import io.github.signals.rows.Entities.Memo;
import io.github.signals.rows.Entities.Memos;
import io.github.signals.rows.Entities.Note;
import io.github.signals.rows.Entities.Notes;
import io.github.signals.rows.RowsApplication.Pinned;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a call whose row is not found: it ends only if the row is gone (S21,
 * S23, P67).
 */
@SpringBootTest(classes = GoneContract.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:rows", "spring.jpa.hibernate.ddl-auto=create",
				"signals.durable.max-attempts=2", "signals.durable.back-off.initial=20ms",
				"signals.durable.back-off.max=50ms", "signals.durable.polling-interval=200ms",
				"signals.durable.sweep-interval=1s", "signals.durable.initialize-schema=always" })
abstract class GoneContract {

	@Autowired
	RowsApplication.Heard heard;

	@Autowired
	Notes notes;

	@Autowired
	Articles articles;

	@Autowired
	Memos memos;

	@Autowired
	Letters letters;

	@Autowired
	Signals signals;

	@Autowired
	DurableDelivery delivery;

	@Autowired
	ReceiverRegistry registry;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	PlatformTransactionManager transactions;

	private SignalsMeters measured;

	@BeforeEach
	void startEmpty() {
		this.heard.calls.clear();
		this.heard.failure = null;
		this.delivery.stop();
	}

	@AfterEach
	void leaveNothing() {
		RowsApplication.TENANT.remove();
		RowsApplication.LANGUAGE.remove();
		this.jdbc.update("delete from signals_outbox");
		this.delivery.start();
	}

	void awaitNoneWaiting() {
		this.delivery.start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> count("select count(*) from signals_outbox where parked = false") == 0);
	}

	int count(String query) {
		Integer count = this.jdbc.queryForObject(query, Integer.class);
		return (count != null) ? count : -1;
	}

	double gone() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		this.measured = new SignalsMeters(this.registry, () -> 0, this.signals::durable, this.delivery::gone);
		this.measured.bindTo(meters);
		return meters.get("signals.durable.gone").functionCounter().count();
	}

	private ParkedCall onlyParked() {
		List<ParkedCall> parked = this.signals.durable().parked(0, 10);
		assertThat(parked).hasSize(1);
		return parked.get(0);
	}

	// S23: the tenant and other thread-bound values are those of the change
	@Test
	void makesEachCallInTheTenantOfItsChange() {
		RowsApplication.TENANT.set("red");
		RowsApplication.LANGUAGE.set("cs");
		this.notes.save(new Note("one"));
		RowsApplication.TENANT.set("blue");
		RowsApplication.LANGUAGE.remove();
		this.notes.save(new Note("two"));
		awaitNoneWaiting();
		assertThat(this.heard.calls).containsExactlyInAnyOrder("one of red in cs", "two of blue in null");
		assertThat(count("select count(*) from signals_outbox")).isZero();
	}

	@Test
	void recordsTheTenantOfTheSessionAndNotOfTheThread() {
		SessionFactory sessions = this.factory.unwrap(SessionFactory.class);
		try (var session = sessions.withOptions().tenantIdentifier((Object) "green").openSession()) {
			session.getTransaction().begin();
			session.persist(new Note("three"));
			session.getTransaction().commit();
		}
		awaitNoneWaiting();
		assertThat(this.heard.calls).containsExactly("three of green in null");
	}

	@Test
	void recordsTheTenantOfAnEntityInASignalOfTheApplicationAndOfItsProxy() { // S23
		RowsApplication.TENANT.set("red");
		Note note = this.signals.mute(() -> this.notes.save(new Note("one")));
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			Note proxy = this.notes.getReferenceById(note.id);
			assertThat(proxy.getClass()).isNotEqualTo(Note.class);
			this.signals.send(new Pinned("wall", proxy));
		});
		awaitNoneWaiting();
		assertThat(this.heard.calls).containsExactly("pinned one of red");
	}

	@Test
	void parksTheCallOfARowThatIsThereAndHidden() { // P67
		Article article = this.articles.save(new Article("one"));
		this.signals.durable().discardAll("signal");
		this.jdbc.update("update article set hidden = true");
		awaitNoneWaiting();
		ParkedCall parked = onlyParked();
		assertThat(parked.uid()).isEqualTo("article");
		assertThat(parked.entity()).isEqualTo(article.id.toString());
		assertThat(parked.error()).contains("row exists", "hides it").contains(Article.class.getName());
		assertThat(parked.attempts()).isEqualTo(1);
		assertThat(this.heard.calls).containsOnly("signal of one");
		this.jdbc.update("update article set hidden = false");
		this.signals.durable().replayAll("article");
		awaitNoneWaiting();
		assertThat(this.heard.calls).contains("one");
		assertThat(count("select count(*) from signals_outbox")).isZero();
	}

	@Test
	void parksTheCallOfARowOfAnotherTenant() { // P67
		RowsApplication.TENANT.set("red");
		this.notes.save(new Note("one"));
		this.jdbc.update("update note set tenant = 'blue'");
		awaitNoneWaiting();
		assertThat(onlyParked().error()).contains("row exists", Note.class.getName());
	}

	@Test
	void endsTheCallOfARowThatIsGoneAndCountsIt() {
		double before = gone();
		this.articles.save(new Article("one"));
		this.jdbc.update("delete from article");
		awaitNoneWaiting();
		assertThat(count("select count(*) from signals_outbox")).isZero();
		assertThat(this.heard.calls).containsExactly("signal of one");
		assertThat(gone() - before).isEqualTo(1);
	}

	@Test
	void endsTheCallOfARowThatIsDeletedSoftly() {
		Memo memo = this.memos.save(new Memo("one"));
		this.signals.mute(() -> this.memos.deleteById(memo.id));
		assertThat(count("select count(*) from memo where deleted = true")).isPositive();
		awaitNoneWaiting();
		assertThat(count("select count(*) from signals_outbox")).isZero();
		assertThat(this.heard.calls).isEmpty();
	}

	@Test
	void endsTheCallOfARowThatAStatementDeletesSoftly() {
		RowsApplication.TENANT.set("red");
		Letter letter = this.letters.save(new Letter("one"));
		this.signals.mute(() -> this.letters.deleteById(letter.id));
		assertThat(count("select count(*) from letter where deleted = true")).isPositive();
		awaitNoneWaiting();
		assertThat(count("select count(*) from signals_outbox")).isZero();
		assertThat(this.heard.calls).isEmpty();
	}

	@Test
	void parksTheCallOfALetterOfAnotherTenantThatIsNotDeleted() {
		RowsApplication.TENANT.set("red");
		this.letters.save(new Letter("one"));
		this.jdbc.update("update letter set tenant = 'blue'");
		awaitNoneWaiting();
		assertThat(onlyParked().error()).contains("row exists", Letter.class.getName());
	}

	// A record of before has no tenant
	@Test
	void makesTheCallsOfRecordsThatKnowNoTenant() {
		RowsApplication.TENANT.set("nobody");
		this.notes.save(new Note("one"));
		String payload = OutboxPayload.read(this.jdbc);
		assertThat(payload).contains("\"tenant\":\"nobody\",");
		OutboxPayload.write(this.jdbc, payload.replace("\"tenant\":\"nobody\",", ""));
		awaitNoneWaiting();
		assertThat(this.heard.calls).containsExactly("one of null in null");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(RowsApplication.class)
	static class Application {

		@Bean
		CallContext threadContext() {
			return new RowsApplication.ThreadContext();
		}

	}

}
