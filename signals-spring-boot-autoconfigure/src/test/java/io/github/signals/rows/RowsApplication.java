package io.github.signals.rows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.CallContext;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Entities whose rows are not seen by everybody, and a thread-bound tenant.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = RowsApplication.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = RowsApplication.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		DataJpaRepositoriesAutoConfiguration.class, SignalsAutoConfiguration.class,
		SignalsDurableAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
		SignalsRepositoryAutoConfiguration.class })
class RowsApplication {

	static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

	static final ThreadLocal<@Nullable String> LANGUAGE = new ThreadLocal<>();

	@Bean
	HibernatePropertiesCustomizer tenantResolver() {
		return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
				new ThreadTenant());
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	@Bean
	Receivers receivers(Heard heard) {
		return new Receivers(heard);
	}

	/**
	 * The tenant of the thread, of which there is always one.
	 */
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

	/**
	 * What the threads of this application keep.
	 */
	static class ThreadContext implements CallContext {

		@Override
		public Map<String, String> current() {
			String language = LANGUAGE.get();
			return (language != null) ? Map.of("language", language) : Map.of();
		}

		@Override
		public void run(Recorded recorded, Runnable call) {
			TENANT.set(recorded.tenant());
			LANGUAGE.set(recorded.values().get("language"));
			try {
				call.run();
			}
			finally {
				TENANT.remove();
				LANGUAGE.remove();
			}
		}

	}

	/** About no entity, with one that has a tenant. */
	record Pinned(String instance, Entities.Note note) implements Signal<String> {

	}

	static class Heard {

		final List<String> calls = new CopyOnWriteArrayList<>();

		volatile @Nullable RuntimeException failure;

		void add(String call) {
			this.calls.add(call);
			RuntimeException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
		}

	}

	static class Receivers {

		private final Heard heard;

		Receivers(Heard heard) {
			this.heard = heard;
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "note")
		void note(Entities.Note note) {
			this.heard.add(note.text + " of " + TENANT.get() + " in " + LANGUAGE.get());
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "article")
		void article(Entities.Article article) {
			this.heard.add(article.text);
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "memo")
		void memo(Entities.Memo memo) {
			this.heard.add(memo.text);
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "letter")
		void letter(Entities.Letter letter) {
			this.heard.add(letter.text);
		}

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "signal")
		void signal(PostSave<Entities.Article> saved) {
			this.heard.add("signal of " + saved.instance().text);
		}

		@Receiver(delivery = Delivery.DURABLE, dispatchUid = "pinned")
		void pinned(Pinned pinned) {
			this.heard.add("pinned " + pinned.note().text + " of " + TENANT.get());
		}

	}

}
