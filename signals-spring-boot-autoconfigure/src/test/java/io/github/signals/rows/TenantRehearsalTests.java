package io.github.signals.rows;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.CallContext;
import io.github.signals.rows.Entities.Note;
import io.github.signals.rows.Entities.Notes;
import io.github.signals.test.RecordSignals;
import io.github.signals.test.RecordedSignals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a record carries from the thread of the change is part of the commit that a test
 * plays (S23, as in Django before PR 12944).
 */
@SpringBootTest(classes = TenantRehearsalTests.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:tenant-rehearsal", "spring.jpa.hibernate.ddl-auto=create" })
@RecordSignals
@Transactional
class TenantRehearsalTests {

	@Autowired
	private RecordedSignals recorded;

	@Autowired
	private RowsApplication.Heard heard;

	@Autowired
	private Notes notes;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Tenants tenants;

	@BeforeEach
	void startEmpty() {
		this.heard.calls.clear();
		this.tenants.broken = Broken.NOTHING;
		RowsApplication.LANGUAGE.set("cs");
	}

	@AfterEach
	void leaveNothing() {
		RowsApplication.LANGUAGE.remove();
	}

	@Test
	void makesTheCallWithTheTenantAndTheStringsOfItsRecord() {
		this.notes.save(new Note("one"));
		this.recorded.commit();
		assertThat(this.recorded).receiver("note").ran(1).succeeded();
		assertThat(this.heard.calls).containsExactly("one of nobody again in cs again");
		assertThat(this.jdbc.queryForObject("select count(*) from signals_durable_call", Integer.class)).isZero();
	}

	@Test
	void failsWhereABeanDoesNotTellWhatToRecord() {
		this.tenants.broken = Broken.CURRENT;
		failsWith("no language");
	}

	@Test
	void failsWhereABeanCannotMakeTheTenantCurrent() {
		this.tenants.broken = Broken.RUN;
		failsWith("no such tenant: nobody");
	}

	@Test
	void failsWhereABeanForgetsTheCall() {
		this.tenants.broken = Broken.CALL;
		failsWith("has not run the call");
	}

	private void failsWith(String message) {
		this.notes.save(new Note("one"));
		assertThatIllegalStateException().isThrownBy(() -> this.recorded.commit()).withMessageContaining(message);
		assertThat(this.recorded).receiver("note").didNotRun();
	}

	enum Broken {

		NOTHING, CURRENT, RUN, CALL

	}

	static class Tenants implements CallContext {

		private Broken broken = Broken.NOTHING;

		@Override
		public Map<String, String> current() {
			if (this.broken == Broken.CURRENT) {
				throw new IllegalStateException("no language");
			}
			return Map.of("language", Objects.requireNonNull(RowsApplication.LANGUAGE.get()));
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			String tenant = Objects.requireNonNull(recorded.tenant(), "no tenant");
			if (this.broken == Broken.RUN) {
				throw new IllegalStateException("no such tenant: " + tenant);
			}
			String language = RowsApplication.LANGUAGE.get();
			RowsApplication.TENANT.set(tenant + " again");
			RowsApplication.LANGUAGE.set(recorded.values().get("language") + " again");
			try {
				if (this.broken != Broken.CALL) {
					call.run();
				}
			}
			finally {
				RowsApplication.TENANT.remove();
				RowsApplication.LANGUAGE.set(language);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RowsApplication.class)
	static class Application {

		@Bean
		Tenants tenants() {
			return new Tenants();
		}

	}

}
