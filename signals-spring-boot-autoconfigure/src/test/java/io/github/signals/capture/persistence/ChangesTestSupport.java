package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.capture.persistence.ChangesModel.Currencies;
import io.github.signals.capture.persistence.ChangesModel.Origin;
import io.github.signals.capture.persistence.ChangesModel.Phone;
import io.github.signals.capture.persistence.ChangesModel.Profile;
import io.github.signals.capture.persistence.ChangesModel.Profiles;
import io.github.signals.capture.persistence.ChangesModel.Role;
import io.github.signals.capture.persistence.ChangesModel.Settings;
import io.github.signals.capture.persistence.ChangesModel.Sheets;

/**
 * What the tests of changes share: what is heard before a save, in the transaction and
 * after the commit, as lines with the attributes that changed.
 */
abstract class ChangesTestSupport {

	@Autowired
	Signals signals;

	@Autowired
	EntityManager em;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Profiles profiles;

	@Autowired
	Sheets sheets;

	@Autowired
	Currencies currencies;

	final List<String> heard = new ArrayList<>();

	final List<Changes> changes = new ArrayList<>();

	@BeforeEach
	void storeRole() {
		inTransaction(() -> {
			if (this.em.find(Role.class, "admin") == null) {
				Role role = new Role();
				role.code = "admin";
				this.em.persist(role);
			}
		});
	}

	@AfterEach
	void disconnect() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
	}

	void hear(Class<?> sender) {
		this.signals.connect(ReceiverSpec.preSave(sender).uid("before"), (saving) -> this.heard.add("before"));
		this.signals.connect(ReceiverSpec.postSave(sender).uid("now"), (saved) -> note("now", saved));
		this.signals.connect(ReceiverSpec.postSave(sender).delivery(Delivery.AFTER_COMMIT).uid("later"),
				(saved) -> note("later", saved));
	}

	private void note(String when, PostSave<?> saved) {
		this.changes.add(saved.changes());
		this.heard
			.add(when + (saved.created() ? " created " : " updated ") + new TreeSet<>(saved.changes().attributes()));
	}

	void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	void inStatelessSession(Consumer<StatelessSession> work) {
		inTransaction(() -> {
			try (var session = this.em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				work.accept(session);
			}
		});
	}

	/** Store a profile in which every attribute has a value. */
	Long stored() {
		Profile profile = Profile.of("a");
		profile.tags = new HashSet<>(List.of("red", "blue"));
		profile.phones.add(Phone.of("1"));
		profile.phones.add(Phone.of("2"));
		profile.steps.addAll(List.of("one", "two"));
		profile.origin = Origin.of("Bern", "CH");
		profile.settings = new Settings("red");
		profile.createdBy = "somebody";
		profile.roleCode = "admin";
		inTransaction(() -> {
			profile.roles.add(this.em.find(Role.class, "admin"));
			this.em.persist(profile);
			ChangesModel.Badge badge = new ChangesModel.Badge();
			badge.profile = profile;
			this.em.persist(badge);
		});
		return Objects.requireNonNull(profile.id);
	}

	/** Return a detached instance, its collections not read. */
	Profile detached(Long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> find(id)));
	}

	/** Return a detached instance with everything in it, as out of a form. */
	Profile complete(Long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Profile profile = find(id);
			List.of(Objects.requireNonNull(profile.tags), profile.phones, profile.steps, profile.roles)
				.forEach(Collection::size);
			return profile;
		}));
	}

	Profile find(Long id) {
		return Objects.requireNonNull(this.em.find(Profile.class, id));
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = ChangesModel.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*ChangesModel[$].*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*ChangesModel[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
