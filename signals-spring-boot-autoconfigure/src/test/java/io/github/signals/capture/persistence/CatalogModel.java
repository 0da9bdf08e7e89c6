package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import io.github.signals.PostSaveReceiver;

/**
 * Entities of which a single one has a repository, and the factories that know them.
 */
final class CatalogModel {

	private CatalogModel() {
	}

	static LocalContainerEntityManagerFactoryBean factory(String name, Class<?>... types) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName(name);
		factory.setDataSource(dataSource());
		List<String> names = new ArrayList<>();
		List.of(types).forEach((type) -> names.add(type.getName()));
		factory.setManagedTypes(PersistenceManagedTypes.of(names, List.of()));
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop"));
		return factory;
	}

	static LocalSessionFactoryBean sessionFactory() {
		LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
		factory.setDataSource(dataSource());
		factory.setAnnotatedClasses(Customer.class, Address.class, Ticket.class, Price.class);
		factory.getHibernateProperties().put("hibernate.hbm2ddl.auto", "create-drop");
		return factory;
	}

	static DataSource dataSource() {
		return new DriverManagerDataSource("jdbc:h2:mem:catalog_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	/** What only an invoice, which has no repository, is. */
	interface Payable {

	}

	@MappedSuperclass
	abstract static class Dated {

		@Nullable String date;

	}

	@Embeddable
	static class Address {

		@Nullable String city;

		@Nullable String street;

	}

	@Embeddable
	static class Remark {

		@Nullable String text;

	}

	@Entity(name = "CatalogCustomer")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Customer {

		@Id
		String id = "";

		@Nullable String name;

		@Embedded
		Address address = new Address();

		static Customer of(String id) {
			Customer customer = new Customer();
			customer.id = id;
			return customer;
		}

	}

	@Entity(name = "CatalogPatron")
	static class Patron extends Customer {

	}

	@Entity(name = "CatalogInvoice")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Invoice extends Dated implements Payable {

		@Id
		String id = "";

		@Nullable String status;

		@ManyToOne
		@Nullable Customer customer;

		@OneToMany(mappedBy = "invoice")
		List<Line> lines = new ArrayList<>();

		@ElementCollection
		Set<String> tags = Set.of();

		@ElementCollection
		List<Remark> remarks = new ArrayList<>();

		static Invoice of(String id) {
			Invoice invoice = new Invoice();
			invoice.id = id;
			return invoice;
		}

		@Override
		public String toString() {
			return this.id;
		}

	}

	@Entity(name = "CatalogCreditNote")
	static class CreditNote extends Invoice {

		@Nullable String reason;

	}

	@Entity(name = "CatalogLine")
	static class Line {

		@Id
		String id = "";

		@Nullable String title;

		@ManyToOne
		@Nullable Invoice invoice;

	}

	/** Mapped by {@code catalog/orm.xml} alone. */
	static class Memo {

		@Nullable String id;

		@Nullable String text;

		@Nullable Place place;

		Set<Memo> replies = Set.of();

		@Nullable Memo origin;

	}

	/** Mapped by {@code catalog/orm.xml} alone. */
	static class Place {

		@Nullable String room;

	}

	@MappedSuperclass
	abstract static class Audited {

		@PostSaveReceiver
		void audit() {
		}

	}

	@Embeddable
	static class Price {

		@Nullable String amount;

		@PostSaveReceiver
		void rounded(Ticket ticket) {
		}

	}

	/** Has receivers where nobody looks for them. */
	@Entity(name = "CatalogTicket")
	static class Ticket extends Audited {

		@Id
		String id = "";

		@Embedded
		@Nullable Price price;

		@PostSaveReceiver
		void saved(boolean created) {
		}

	}

	interface Customers extends JpaRepository<Customer, String> {

		@Modifying
		@Query("update CatalogCustomer c set c.name = 'somebody'")
		int rename();

	}

	@Configuration(proxyBeanMethods = false)
	static class Unit {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory() {
			LocalContainerEntityManagerFactoryBean factory = factory("first", Customer.class, Patron.class,
					Invoice.class, CreditNote.class, Line.class, Address.class, Remark.class);
			factory.setMappingResources("catalog/orm.xml");
			return factory;
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Customers.class),
			excludeFilters = @Filter(type = FilterType.REGEX,
					pattern = "(?!io\\.github\\.signals\\.capture\\.persistence\\.CatalogModel).*"))
	static class WithRepositories extends Unit {

	}

	/** A second one, which knows customers too. */
	@Configuration(proxyBeanMethods = false)
	static class Other {

		@Bean
		LocalContainerEntityManagerFactoryBean otherFactory() {
			return factory("other", Customer.class, Address.class, Ticket.class, Price.class);
		}

		@Bean
		JpaTransactionManager otherManager(EntityManagerFactory otherFactory) {
			return new JpaTransactionManager(otherFactory);
		}

	}

	/** The context itself creates factories of the other kind, be they lazy or not. */
	@Configuration(proxyBeanMethods = false)
	static class LateOther {

		@Bean
		@Lazy
		LocalSessionFactoryBean otherFactory() {
			return sessionFactory();
		}

	}

}
