package io.github.signals.capture.repository;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * What the tests store with JPA.
 */
final class JpaModel {

	static final String SCHEMA = "spring.jpa.hibernate.ddl-auto=create";

	static final String H2 = SCHEMA + "\nspring.datasource.url=jdbc:h2:mem:jpa;DB_CLOSE_DELAY=-1";

	private JpaModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = JpaModel.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*JpaRepositories[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		static Statements statements() {
			return new Statements();
		}

	}

	@Entity(name = "jpa_item")
	static class JpaItem implements Item {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private @Nullable Long id;

		private String name = "";

		@Override
		public @Nullable Long getId() {
			return this.id;
		}

		@Override
		public void setId(@Nullable Long id) {
			this.id = id;
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

	/** With a primitive identifier out of a sequence. */
	@Entity
	static class Ticket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		long id;

		String seat = "";

		static Ticket of(String seat) {
			Ticket ticket = new Ticket();
			ticket.seat = seat;
			return ticket;
		}

	}

	/** With an assigned identifier, and nothing that tells whether it is new. */
	@Entity
	static class Country {

		@Id
		String code = "";

		String name = "";

		static Country of(String code, String name) {
			Country country = new Country();
			country.code = code;
			country.name = name;
			return country;
		}

	}

	/** With an assigned identifier and a version that is null before it is stored. */
	@Entity
	static class Article {

		@Id
		String code = "";

		String title = "";

		@Version
		@Nullable Integer version;

		static Article of(String code, String title) {
			Article article = new Article();
			article.code = code;
			article.title = title;
			return article;
		}

	}

	/** With an assigned identifier and a version that is never null. */
	@Entity
	static class Leaflet {

		@Id
		String code = "";

		String title = "";

		@Version
		int version;

		static Leaflet of(String code, String title) {
			Leaflet leaflet = new Leaflet();
			leaflet.code = code;
			leaflet.title = title;
			return leaflet;
		}

	}

	/** Says itself whether it is new. */
	@Entity
	static class Voucher implements Persistable<String> {

		@Id
		String code = "";

		String text = "";

		@Transient
		private boolean fresh = true;

		static Voucher of(String code, String text) {
			Voucher voucher = new Voucher();
			voucher.code = code;
			voucher.text = text;
			return voucher;
		}

		@Override
		public String getId() {
			return this.code;
		}

		@Override
		public boolean isNew() {
			return this.fresh;
		}

		@PostLoad
		@PostPersist
		void stored() {
			this.fresh = false;
		}

	}

	@Embeddable
	record Address(String city, String street) {

	}

	/** With all kinds of attributes. */
	@Entity
	static class Customer {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Embedded
		@Nullable Address address;

		BigDecimal credit = BigDecimal.ZERO;

		Date since = new Date(0);

		byte[] photo = {};

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Customer referrer;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		List<Note> notes = new ArrayList<>();

		static Customer of(String name) {
			Customer customer = new Customer();
			customer.name = name;
			return customer;
		}

	}

	@Entity
	static class Note {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String text = "";

		static Note of(String text) {
			Note note = new Note();
			note.text = text;
			return note;
		}

	}

	interface Tagged {

	}

	@MappedSuperclass
	abstract static class Stamped {

		int revision;

	}

	@Entity
	@Inheritance(strategy = InheritanceType.JOINED)
	abstract static class Animal extends Stamped {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

	}

	@Entity
	static class Dog extends Animal implements Tagged {

		static Dog of(String name) {
			Dog dog = new Dog();
			dog.name = name;
			return dog;
		}

	}

	@Entity
	static class Cat extends Animal {

		static Cat of(String name) {
			Cat cat = new Cat();
			cat.name = name;
			return cat;
		}

	}

	@Entity
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	static class Vehicle {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		int wheels = 4;

	}

	@Entity
	static class Truck extends Vehicle {

		@Nullable Integer tons;

	}

}
