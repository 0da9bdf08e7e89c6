package io.github.signals.capture.persistence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

/**
 * Albums, and the ways in which an application works with a session of its own.
 */
final class OwnTransactionModel {

	private OwnTransactionModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
			SignalsPersistenceAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Album.class.getName(), Label.class.getName());
		}

		@Bean
		Lists lists() {
			return new Lists();
		}

	}

	@Entity(name = "album")
	static class Album {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		int plays;

		@ManyToMany(fetch = FetchType.LAZY)
		Set<Label> labels = new LinkedHashSet<>();

		static Album of(String name) {
			Album album = new Album();
			album.name = name;
			return album;
		}

	}

	@Entity(name = "album_label")
	static class Label {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		static Label of(String name) {
			Label label = new Label();
			label.name = name;
			return label;
		}

	}

	static class Lists {

		final List<String> heard = new CopyOnWriteArrayList<>();

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "list.done")
		void done(List<Album> albums) {
			this.heard.add("done " + albums.stream().map((album) -> album.name).toList());
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_ROLLBACK, dispatchUid = "list.undone")
		void undone(List<Album> albums) {
			this.heard.add("undone " + albums.stream().map((album) -> album.name).toList());
		}

	}

	/**
	 * What is done in a transaction, whatever the session.
	 */
	interface Work {

		void insert(Album album);

		void play(Album album, int plays);

		void delete(Album album);

	}

	/**
	 * An entity manager, a session, or a stateless session with its own transaction.
	 */
	enum Way {

		ENTITY_MANAGER {

			@Override
			void run(EntityManagerFactory factory, boolean commit, Consumer<Work> work) {
				try (EntityManager own = factory.createEntityManager()) {
					inTransaction(own.getTransaction(), commit, () -> work.accept(stateful(own)));
				}
			}

		},

		SESSION_FACTORY {

			@Override
			void run(EntityManagerFactory factory, boolean commit, Consumer<Work> work) {
				SessionFactory sessions = factory.unwrap(SessionFactory.class);
				if (commit) {
					sessions.inTransaction((session) -> work.accept(stateful(session)));
				}
				else {
					sessions.inTransaction((session) -> {
						work.accept(stateful(session));
						session.getTransaction().markRollbackOnly();
					});
				}
			}

		},

		STATELESS_SESSION {

			@Override
			void run(EntityManagerFactory factory, boolean commit, Consumer<Work> work) {
				try (StatelessSession own = factory.unwrap(SessionFactory.class).openStatelessSession()) {
					inTransaction(own.getTransaction(), commit, () -> work.accept(stateless(own)));
				}
			}

		};

		abstract void run(EntityManagerFactory factory, boolean commit, Consumer<Work> work);

	}

	static void inTransaction(EntityTransaction transaction, boolean commit, Runnable work) {
		transaction.begin();
		try {
			work.run();
			if (commit) {
				transaction.commit();
			}
		}
		finally {
			if (transaction.isActive()) {
				transaction.rollback();
			}
		}
	}

	private static Album find(EntityManager session, Album album) {
		return session.find(Album.class, album.id);
	}

	/** Each step is flushed, so that its rows are written. */
	static Work stateful(EntityManager session) {
		return new Work() {

			@Override
			public void insert(Album album) {
				session.persist(album);
				session.flush();
			}

			@Override
			public void play(Album album, int plays) {
				find(session, album).plays = plays;
				session.flush();
			}

			@Override
			public void delete(Album album) {
				session.remove(find(session, album));
				session.flush();
			}

		};
	}

	static Work stateless(StatelessSession session) {
		return new Work() {

			@Override
			public void insert(Album album) {
				session.insert(album);
			}

			@Override
			public void play(Album album, int plays) {
				Album found = session.get(Album.class, album.id);
				found.plays = plays;
				session.update(found);
			}

			@Override
			public void delete(Album album) {
				session.delete(session.get(Album.class, album.id));
			}

		};
	}

}
