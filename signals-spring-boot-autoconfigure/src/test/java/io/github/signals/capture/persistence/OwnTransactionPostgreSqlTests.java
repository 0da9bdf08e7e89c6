package io.github.signals.capture.persistence;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.signals.capture.persistence.OwnTransactionModel.Album;
import io.github.signals.capture.persistence.OwnTransactionModel.Way;
import io.github.signals.testing.LoggedEvents;
import io.github.signals.testing.PostgreSql;

import static io.github.signals.Delivery.AFTER_COMMIT;
import static io.github.signals.Delivery.AFTER_ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(classes = OwnTransactionModel.Application.class, properties = "spring.jpa.hibernate.ddl-auto=create")
class OwnTransactionPostgreSqlTests extends OwnTransactionContract {

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url", () -> PostgreSql.url("own_transactions"));
	}

	@Test // S13
	void aCommitWhoseAnswerIsLostIsHeardByNobody() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		try (LoggedEvents logged = new LoggedEvents(); EntityManager own = this.factory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(Album.of("lost"));
			own.flush();
			Object server = own.createNativeQuery("select pg_backend_pid()").getSingleResult();
			this.jdbc.queryForList("select pg_terminate_backend(?)", server);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> own.getTransaction().commit());
			assertThat(logged.messages()).anySatisfy((message) -> assertThat(message).contains(Album.class.getName()));
		}
		assertThat(this.heard).isEmpty();
	}

	@Test // S13
	void aCommitThatTheDatabaseRefusesIsHeardAsARollback() {
		hear(AFTER_COMMIT, AFTER_ROLLBACK);
		this.jdbc.execute("alter table album add constraint names unique (name) deferrable initially deferred");
		try {
			for (Way way : Way.values()) {
				this.heard.clear();
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> commit(way, (work) -> {
					work.insert(Album.of("same"));
					work.insert(Album.of("same"));
				}));
				assertThat(this.heard).containsExactly("AFTER_ROLLBACK created same 0",
						"AFTER_ROLLBACK created same 0");
			}
		}
		finally {
			this.jdbc.execute("alter table album drop constraint names");
		}
		assertThat(rows()).containsExactly("stored 0");
	}

}
