package io.github.signals.capture.persistence;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.Signals;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.capture.persistence.CatalogModel.Address;
import io.github.signals.capture.persistence.CatalogModel.CreditNote;
import io.github.signals.capture.persistence.CatalogModel.Customer;
import io.github.signals.capture.persistence.CatalogModel.Dated;
import io.github.signals.capture.persistence.CatalogModel.Invoice;
import io.github.signals.capture.persistence.CatalogModel.LateOther;
import io.github.signals.capture.persistence.CatalogModel.Line;
import io.github.signals.capture.persistence.CatalogModel.Memo;
import io.github.signals.capture.persistence.CatalogModel.Other;
import io.github.signals.capture.persistence.CatalogModel.Patron;
import io.github.signals.capture.persistence.CatalogModel.Payable;
import io.github.signals.capture.persistence.CatalogModel.Place;
import io.github.signals.capture.persistence.CatalogModel.Remark;
import io.github.signals.capture.persistence.CatalogModel.Ticket;
import io.github.signals.capture.persistence.CatalogModel.Unit;
import io.github.signals.capture.persistence.CatalogModel.WithRepositories;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.testing.Calls;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is an entity of an application with JPA: what the metamodel of a factory says, be
 * there repositories or not.
 */
class EntityCatalogTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class))
		.withBean(Calls.class);

	private ApplicationContextRunner runner(Application application) {
		return (application == Application.WITHOUT_REPOSITORIES) ? this.bare.withUserConfiguration(Unit.class)
				: this.bare.withUserConfiguration(WithRepositories.class)
					.withConfiguration(AutoConfigurations.of(SignalsRepositoryAutoConfiguration.class));
	}

	/** Whether Spring Data is there, and one of the entities has a repository. */
	enum Application {

		WITH_REPOSITORIES, WITHOUT_REPOSITORIES

	}

	private static void in(ApplicationContext context, Consumer<EntityManager> work) {
		in(context, "entityManagerFactory", work);
	}

	private static void in(ApplicationContext context, String name, Consumer<EntityManager> work) {
		EntityManagerFactory factory = context.getBean(name, EntityManagerFactory.class);
		EntityManager em = SharedEntityManagerCreator.createSharedEntityManager(factory);
		new TransactionTemplate(new JpaTransactionManager(factory)).executeWithoutResult((status) -> work.accept(em));
	}

	private static List<String> problems(ApplicationContextRunner runner) {
		List<String> problems = new CopyOnWriteArrayList<>();
		runner.run((context) -> {
			assertThat(context).hasFailed();
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(cause).isInstanceOf(InvalidReceiversException.class);
			cause.getMessage().lines().forEach(problems::add);
		});
		return problems;
	}

	@ParameterizedTest // S9
	@EnumSource
	void anEntityWithoutARepositoryIsOne(Application application) {
		record Receivers(Calls calls) {

			@PreSaveReceiver
			void before(Invoice invoice) {
				this.calls.add("before " + invoice);
			}

			@PostSaveReceiver
			void subclass(CreditNote note) {
				this.calls.add("credit note " + note);
			}

			@PostSaveReceiver
			void ofInterface(Payable payable) {
				this.calls.add("payable " + payable);
			}

			@PostSaveReceiver
			void ofMappedSuperclass(Dated dated) {
				this.calls.add("dated " + dated);
			}

			@BulkWriteReceiver
			void bulk(BulkWrite<Line> written) {
				this.calls.add("bulk " + written.rows());
			}

		}
		runner(application).withBean(Receivers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, (em) -> em.persist(Invoice.of("a")));
			in(context, (em) -> em.createQuery("update CatalogLine l set l.title = 'x'").executeUpdate());
			assertThat(context.getBean(Calls.class).all()).containsExactlyInAnyOrder("before a", "payable a", "dated a",
					"bulk 0");
		});
	}

	@ParameterizedTest // S9, S14
	@EnumSource
	void anAttributeOfASubclassOrOfAMappedSuperclassIsOne(Application application) {
		record Receivers(Calls calls) {

			@PostSaveReceiver(changed = "reason")
			void ofSubclass(Invoice invoice) {
				this.calls.add("reason of " + invoice);
			}

			@PostSaveReceiver(changed = "date")
			void ofSuperclass(Invoice invoice) {
				this.calls.add("date of " + invoice);
			}

			@PostSaveReceiver(changed = { "reason", "customer", "tags", "remarks" })
			void ofAny(Payable payable) {
				this.calls.add("any of " + payable);
			}

			@PostSaveReceiver(changed = { "address", "address.city", "id", "name" })
			void embedded(Customer customer) {
			}

			@CollectionChangeReceiver(changed = "tags")
			void collection(Invoice invoice) {
			}

		}
		runner(application).withBean(Receivers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			CreditNote note = new CreditNote();
			note.id = "b";
			in(context, (em) -> em.persist(note));
			context.getBean(Calls.class).all().clear();
			in(context, (em) -> em.find(CreditNote.class, "b").reason = "paid");
			assertThat(context.getBean(Calls.class).all()).containsExactlyInAnyOrder("reason of b", "any of b");
		});
	}

	@ParameterizedTest // S9, S14
	@EnumSource
	void whatIsNotAnEntityIsRefused(Application application) {
		record Wrong() {

			@PostSaveReceiver(sender = { Calls.class, Invoice.class })
			void sender() {
			}

			@PostSaveReceiver(changed = "nmae")
			void attribute(Customer customer) {
			}

			@PostSaveReceiver(changed = "address.ctiy")
			void part(Customer customer) {
			}

			@CollectionChangeReceiver(changed = "status")
			void noCollection(Invoice invoice) {
			}

			@CollectionChangeReceiver(changed = "lines")
			void mapped(Invoice invoice) {
			}

		}
		assertThat(problems(runner(application).withBean(Wrong.class))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("Wrong.sender()",
						Calls.class.getName()
								+ " is not an entity of this application. Hear an entity, or a superclass"),
				(line) -> assertThat(line).contains("Wrong.attribute(Customer)", "'nmae'", "Did you mean name?"),
				(line) -> assertThat(line).contains("Wrong.part(Customer)", "'address.ctiy'",
						"Did you mean address.city?"),
				(line) -> assertThat(line).contains("Wrong.noCollection(Invoice)",
						"'status', which is not a collection"),
				(line) -> assertThat(line).contains("Wrong.mapped(Invoice)", "'lines', which has no rows of its own"));
	}

	@ParameterizedTest // S7, S14
	@EnumSource
	void aPathGoesThroughEmbeddablesOnly(Application application) {
		record Wrong() {

			@PostSaveReceiver(changed = "customer.name")
			void association(Invoice invoice) {
			}

			@PostSaveReceiver(changed = "customer.id")
			void identifier(Payable payable) {
			}

			@PostSaveReceiver(changed = "customer.address.city")
			void further(Invoice invoice) {
			}

			@PostSaveReceiver(changed = "lines.title")
			void collection(Invoice invoice) {
			}

			@PostSaveReceiver(changed = "remarks.text")
			void elements(Invoice invoice) {
			}

			@PostSaveReceiver(changed = "address.city.length")
			void value(Customer customer) {
			}

		}
		assertThat(problems(runner(application).withBean(Wrong.class))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("association(Invoice)", "'customer.name'",
						"only go through embedded values", "changed = \"customer\"."),
				(line) -> assertThat(line).contains("identifier(Payable)", "'customer.id'", "changed = \"customer\"."),
				(line) -> assertThat(line).contains("further(Invoice)", "changed = \"customer\"."),
				(line) -> assertThat(line).contains("collection(Invoice)", "changed = \"lines\"."),
				(line) -> assertThat(line).contains("elements(Invoice)", "changed = \"remarks\"."),
				(line) -> assertThat(line).contains("value(Customer)", "changed = \"address.city\"."));
	}

	@ParameterizedTest // S9, S14
	@EnumSource
	void anEmbeddableIsRefusedWithWhatToHearInstead(Application application) {
		record Wrong() {

			@PostSaveReceiver
			void part(Address address) {
			}

			@PostSaveReceiver
			void element(Remark remark) {
			}

			@PostSaveReceiver
			void byXml(PostSave<Place> saved) {
			}

		}
		assertThat(problems(runner(application).withBean(Wrong.class))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("Wrong.part(Address)",
						"Address is not an entity: it is embedded in entities",
						"Hear the entity that contains it: sender = Customer.class, changed = \"address.city\"."),
				(line) -> assertThat(line).contains("Wrong.element(Remark)",
						"sender = Invoice.class, changed = \"remarks\"."),
				(line) -> assertThat(line).contains("Wrong.byXml(PostSave)",
						"sender = Memo.class, changed = \"place.room\"."));
	}

	@ParameterizedTest // S9, S14
	@EnumSource
	void whatXmlMapsIsAnEntity(Application application) {
		record Receivers(Calls calls) {

			@PostSaveReceiver(changed = { "text", "place.room" })
			void saved(Memo memo) {
				this.calls.add("saved " + memo.id);
			}

		}
		record Wrong() {

			@PostSaveReceiver(changed = "txet")
			void attribute(Memo memo) {
			}

			@PostSaveReceiver(changed = "origin.text")
			void association(Memo memo) {
			}

			@CollectionChangeReceiver(changed = "replies")
			void mapped(Memo memo) {
			}

		}
		runner(application).withBean(Receivers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Memo memo = new Memo();
			memo.id = "a";
			in(context, (em) -> em.persist(memo));
			assertThat(context.getBean(Calls.class).all()).containsExactly("saved a");
		});
		assertThat(problems(runner(application).withBean(Wrong.class))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("attribute(Memo)", "Did you mean text?"),
				(line) -> assertThat(line).contains("association(Memo)", "changed = \"origin\"."),
				(line) -> assertThat(line).contains("mapped(Memo)", "'replies', which has no rows of its own"));
	}

	@ParameterizedTest // S9, S12
	@EnumSource
	void anEntityOfAnyFactoryIsOne(Application application) {
		record Receivers(Calls calls) {

			@PostSaveReceiver(changed = "price.amount")
			void ofOne(Ticket ticket) {
				this.calls.add("ticket " + ticket.id);
			}

			@PostSaveReceiver(changed = "address.city")
			void ofBoth(Customer customer) {
				this.calls.add("customer " + customer.id);
			}

		}
		record Wrong() {

			@PostSaveReceiver(changed = "address.ctiy")
			void on(Customer customer) {
			}

			@PostSaveReceiver(changed = "amuont")
			void on(Ticket ticket) {
			}

		}
		ApplicationContextRunner both = runner(application).withUserConfiguration(Other.class);
		both.withBean(Receivers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, (em) -> em.persist(Customer.of("a")));
			Ticket ticket = new Ticket();
			ticket.id = "c";
			in(context, "otherFactory", (em) -> List.of(Customer.of("b"), ticket).forEach(em::persist));
			assertThat(context.getBean(Calls.class).all()).containsExactlyInAnyOrder("customer a", "customer b",
					"ticket c");
		});
		assertThat(problems(both.withBean(Wrong.class))).hasSize(2);
	}

	@Test // S9, S14, P24
	void aFactoryThatIsCreatedLateIsNotWaitedFor() {
		record Right(Calls calls) {

			@PostSaveReceiver(changed = "price.amount")
			void on(Ticket ticket) {
				this.calls.add("ticket " + ticket.id);
			}

			@PostSaveReceiver
			void on(Invoice invoice) {
				this.calls.add("invoice " + invoice);
			}

		}
		ApplicationContextRunner both = late();
		both.withBean(Right.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, (em) -> em.persist(Invoice.of("a")));
			assertThat(isCreated(context.getSourceApplicationContext(), "otherFactory")).isFalse();
			in(context, "otherFactory", (em) -> {
				Ticket ticket = new Ticket();
				ticket.id = "b";
				em.persist(ticket);
			});
			assertThat(context.getBean(Calls.class).all()).containsExactly("invoice a", "ticket b");
		});
	}

	@Test // S9, S14, P24
	void whatIsWrongFailsTheFactoryThatIsCreatedLate() {
		record Wrong() {

			@PostSaveReceiver(changed = "amuont")
			void attribute(Ticket ticket) {
			}

			@PostSaveReceiver
			void sender(Calls calls) {
			}

		}
		late().withBean(Wrong.class).run((context) -> {
			assertThat(context).hasNotFailed();
			in(context, (em) -> em.persist(Invoice.of("a")));
			assertThat(isCreated(context.getSourceApplicationContext(), "otherFactory")).isFalse();
			for (int attempt = 0; attempt < 2; attempt++) {
				assertThatException().isThrownBy(() -> context.getBean("otherFactory"))
					.havingRootCause()
					.isInstanceOf(InvalidReceiversException.class)
					.withMessageContainingAll("attribute(Ticket)", "'amuont'", "Did you mean price.amount?",
							"sender(Calls)", "is not an entity");
			}
			in(context, (em) -> em.persist(Invoice.of("b")));
		});
	}

	@Test // S9, S14
	void whatIsWrongOfAFactoryThatIsThereIsRefusedAtOnce() {
		record Wrong() {

			@PostSaveReceiver(changed = "customer.name")
			void on(Invoice invoice) {
			}

		}
		assertThat(problems(late().withBean(Wrong.class))).hasSize(1);
	}

	/** The context of Spring Data's would create the factory. */
	private ApplicationContextRunner late() {
		return runner(Application.WITHOUT_REPOSITORIES).withUserConfiguration(LateOther.class);
	}

	@Test // S9, S14
	void aSessionFactoryThatNobodyHasAskedForYetIsOneToo() {
		record Right() {

			@PostSaveReceiver(changed = "price.amount")
			void on(Ticket ticket) {
			}

		}
		record Wrong() {

			@PostSaveReceiver(changed = "price.amuont")
			void attribute(Ticket ticket) {
			}

			@PostSaveReceiver
			void parameters(Ticket ticket, String more) {
			}

		}
		ApplicationContextRunner sessions = this.bare.withBean("sessionFactory", LocalSessionFactoryBean.class,
				CatalogModel::sessionFactory);
		sessions.withBean(Right.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(problems(sessions.withBean(Wrong.class))).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("attribute(Ticket)"),
				(line) -> assertThat(line).contains("parameters(Ticket, String)"));
	}

	private static boolean isCreated(ConfigurableApplicationContext context, String factory) {
		return context.getBeanFactory().containsSingleton(factory);
	}

	@ParameterizedTest // S14
	@EnumSource
	void whatIsConnectedAtRunTimeIsCheckedAlike(Application application) {
		runner(application).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(connect(signals, ReceiverSpec.postSave(Payable.class).changed("reason", "status"))).isEmpty();
			assertThat(connect(signals, ReceiverSpec.preSave(Object.class))).isEmpty();
			assertThat(connect(signals, ReceiverSpec.postSave(Calls.class))).contains("is not an entity");
			assertThat(connect(signals, ReceiverSpec.postSave(Invoice.class).changed("nmae"))).contains("'nmae'");
			assertThat(connect(signals, ReceiverSpec.preDelete(Address.class))).contains("sender = Customer.class");
			assertThat(connect(signals, ReceiverSpec.postSave(Invoice.class).changed("customer.id")))
				.contains("changed = \"customer\"");
			assertThat(signals.receivers()).hasSize(2);
		});
		late().run((context) -> {
			Signals signals = context.getBean(Signals.class);
			assertThat(connect(signals, ReceiverSpec.postSave(Ticket.class).changed("nmae"))).isEmpty();
			assertThatException().isThrownBy(() -> context.getBean("otherFactory"))
				.havingRootCause()
				.isInstanceOf(InvalidReceiversException.class)
				.withMessageContaining("'nmae'");
		});
	}

	private static <S extends Signal<?>> String connect(Signals signals, ReceiverSpec<S> spec) {
		try {
			signals.connect(spec, (signal) -> {
			});
			return "";
		}
		catch (IllegalArgumentException ex) {
			return ex.getMessage();
		}
	}

	@Test // S14
	void aReceiverInAnEntityClassIsNamedAsNobodyCallsIt() {
		record Fine() {

			@PostSaveReceiver
			void on(Customer customer) {
			}

		}
		for (Class<?> receivers : List.of(Calls.class, Fine.class)) {
			assertThat(warnings(this.bare.withUserConfiguration(Unit.class, Other.class).withBean("more", receivers)))
				.singleElement()
				.asString()
				.contains("Audited.audit()", "Ticket.saved(boolean)", "Price.rounded(Ticket)", "not a bean")
				.doesNotContain("Fine");
			assertThat(warnings(this.bare.withUserConfiguration(Unit.class).withBean("more", receivers))).isEmpty();
		}
	}

	private static List<String> warnings(ApplicationContextRunner runner) {
		try (LoggedEvents log = new LoggedEvents()) {
			runner.run((context) -> assertThat(context).hasNotFailed());
			return log.messages().stream().filter((message) -> message.contains("entity class")).toList();
		}
	}

	@ParameterizedTest // S9
	@EnumSource
	void theEndpointKnowsTheEntitiesWithoutRepositories(Application application) {
		record Receivers() {

			@PostSaveReceiver
			void on(Payable payable) {
			}

		}
		runner(application).withBean(Receivers.class)
			.withConfiguration(AutoConfigurations.of(SignalsEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=signals")
			.run((context) -> {
				SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
				assertThat(endpoint.sender("CreditNote")).isNotNull();
				assertThat(endpoint.sender("CreditNote").receivers()).hasSize(1);
				assertThat(endpoint.sender("Memo").receivers()).isEmpty();
				assertThat(endpoint.sender("Address")).isNull();
			});
	}

	@Test // S8, S9
	void aBulkQueryThatWritesRowsOfAHeardSubclassIsNamed() {
		record Receivers() {

			@PostSaveReceiver
			void on(Patron patron) {
			}

		}
		try (LoggedEvents log = new LoggedEvents()) {
			runner(Application.WITH_REPOSITORIES).run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).noneMatch((message) -> message.contains("Customers.rename"));
			runner(Application.WITH_REPOSITORIES).withBean(Receivers.class)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.messages()).filteredOn((message) -> message.contains("Customers.rename"))
				.singleElement()
				.asString()
				.contains("writes rows of " + Customer.class.getName());
		}
	}

	@Test // S9
	void theMetamodelIsAskedThoughNothingIsCaptured() {
		record Receivers() {

			@PostSaveReceiver
			void on(Invoice invoice) {
			}

		}
		runner(Application.WITH_REPOSITORIES).withPropertyValues("signals.capture.persistence=false")
			.withBean(Receivers.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PersistenceCapture.class));
	}

}
