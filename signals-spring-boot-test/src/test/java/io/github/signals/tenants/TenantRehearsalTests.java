package io.github.signals.tenants;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
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

	private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

	private static final ThreadLocal<@Nullable String> LANGUAGE = new ThreadLocal<>();

	@Autowired
	private RecordedSignals recorded;

	@Autowired
	private List<String> heard;

	@Autowired
	private Notes notes;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Tenants tenants;

	@BeforeEach
	void startEmpty() {
		this.heard.clear();
		this.tenants.broken = Broken.NOTHING;
		LANGUAGE.set("cs");
	}

	@AfterEach
	void leaveNothing() {
		LANGUAGE.remove();
	}

	@Test
	void makesTheCallWithTheTenantAndTheStringsOfItsRecord() {
		this.notes.save(new Note("one"));
		this.recorded.commit();
		assertThat(this.recorded).receiver("note").ran(1).succeeded();
		assertThat(this.heard).containsExactly("one of nobody again in cs again");
		assertThat(this.jdbc.queryForObject("select count(*) from signals_outbox", Integer.class)).isZero();
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
		failsWith("did not run the call");
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
			return Map.of("language", Objects.requireNonNull(LANGUAGE.get()));
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			String tenant = Objects.requireNonNull(recorded.tenant(), "no tenant");
			if (this.broken == Broken.RUN) {
				throw new IllegalStateException("no such tenant: " + tenant);
			}
			String language = LANGUAGE.get();
			TENANT.set(tenant + " again");
			LANGUAGE.set(recorded.values().get("language") + " again");
			try {
				if (this.broken != Broken.CALL) {
					call.run();
				}
			}
			finally {
				TENANT.remove();
				LANGUAGE.set(language);
			}
		}

	}

	/** Seen by its tenant. */
	@Entity(name = "Note")
	static class Note {

		@Id
		UUID id = UUID.randomUUID();

		@TenantId
		String tenant;

		String text;

		protected Note() {
		}

		Note(String text) {
			this.text = text;
		}

	}

	interface Notes extends JpaRepository<Note, UUID> {

	}

	/** There is always a tenant. */
	static class ThreadTenant implements CurrentTenantIdentifierResolver<String> {

		@Override
		public String resolveCurrentTenantIdentifier() {
			String tenant = TENANT.get();
			return (tenant != null) ? tenant : "nobody";
		}

		@Override
		public boolean validateExistingCurrentSessions() {
			return false;
		}

	}

	static class Receivers {

		private final List<String> heard;

		Receivers(List<String> heard) {
			this.heard = heard;
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "note")
		void note(Note note) {
			this.heard.add(note.text + " of " + TENANT.get() + " in " + LANGUAGE.get());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Application.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Application.class)
	static class Application {

		@Bean
		HibernatePropertiesCustomizer tenantResolver() {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
					new ThreadTenant());
		}

		@Bean
		List<String> heard() {
			return new CopyOnWriteArrayList<>();
		}

		@Bean
		Receivers receivers(List<String> heard) {
			return new Receivers(heard);
		}

		@Bean
		Tenants tenants() {
			return new Tenants();
		}

	}

}
