package io.github.signals.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Spring Data JPA, and entities whose identifiers are known before, or only by, the
 * insert (P5).
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = JpaStore.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = JpaStore.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
		SignalsRepositoryAutoConfiguration.class })
class JpaStore {

	@Entity(name = "sequenced")
	static class Sequenced implements Named {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		private Long id;

		private String name;

		protected Sequenced() {
		}

		Sequenced(String name) {
			this.name = name;
		}

		@Override
		public Long getId() {
			return this.id;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public void setName(String name) {
			this.name = name;
		}

	}

	@Entity(name = "numbered")
	static class Numbered implements Named {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private Long id;

		private String name;

		protected Numbered() {
		}

		Numbered(String name) {
			this.name = name;
		}

		@Override
		public Long getId() {
			return this.id;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public void setName(String name) {
			this.name = name;
		}

	}

	interface SequencedRepository extends JpaRepository<Sequenced, Long> {

	}

	interface NumberedRepository extends JpaRepository<Numbered, Long> {

	}

}
