package io.github.signals.capture.bulk;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWrite.Operation;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Delivery;
import io.github.signals.Mute;
import io.github.signals.NoRowSignals;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.SignalContext.Origin;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;

/**
 * Set-based writes (S8, Behaviours 147).
 */
@SpringBootTest(classes = BulkWriteTests.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:bulk;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create" })
@ExtendWith(OutputCaptureExtension.class)
class BulkWriteTests {

	@Autowired
	private Signals signals;

	@Autowired
	private EntityManager em;

	@Autowired
	private EntityManagerFactory factory;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Products products;

	private final List<BulkWrite<?>> heard = new ArrayList<>();

	private final List<Object> rows = new ArrayList<>();

	private List<Long> ids = List.of();

	@BeforeEach
	void store() {
		this.products.deleteAll();
		this.ids = this.products.saveAll(List.of(Product.of("a", 1), Product.of("b", 2), Product.of("c", 3)))
			.stream()
			.map((product) -> Objects.requireNonNull(product.id))
			.toList();
		this.signals.connect(ReceiverSpec.<BulkWrite<?>>of(any()).uid("every"), (write) -> {
			if (!write.isSenderKnown()) {
				this.heard.add(write);
			}
		});
		this.signals.connect(ReceiverSpec.bulkWrite(Product.class).uid("bulk"), this.heard::add);
		this.signals.connect(ReceiverSpec.postSave(Product.class).uid("saved"), this.rows::add);
		this.signals.connect(ReceiverSpec.postDelete(Product.class).uid("deleted"), this.rows::add);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Class<BulkWrite<?>> any() {
		return (Class) BulkWrite.class;
	}

	@AfterEach
	void disconnect() {
		List.of("every", "bulk", "saved", "deleted", "ids").forEach(this.signals::disconnect);
	}

	private BulkWrite<?> only() {
		assertThat(this.heard).hasSize(1);
		assertThat(this.rows).isEmpty();
		return this.heard.get(0);
	}

	private void isHeard(Operation operation, long rows) {
		assertThat(only().sender()).isEqualTo(Product.class);
		assertThat(only().operation()).isEqualTo(operation);
		assertThat(only().rows()).isEqualTo(rows);
		assertThat(only().ids()).isNull();
		assertThat(only().context().origin()).isEqualTo(Origin.BULK);
		assertThat(only().context().using()).isEqualTo("transactionManager");
	}

	@Test
	void aNativeImageIsToldOfAllProxies() { // P50
		RuntimeHints hints = new RuntimeHints();
		new BulkQueriesHints().registerHints(hints, getClass().getClassLoader());
		try (EntityManager own = this.factory.createEntityManager();
				EntityManager hibernate = ((EntityManagerFactoryInfo) this.factory).createNativeEntityManager(null);
				StatelessSession stateless = ((SessionFactory) this.factory).openStatelessSession()) {
			Session session = hibernate.unwrap(Session.class);
			assertThat(List.of(this.factory, own, stateless, session.getSessionFactory(), session.sessionWithOptions(),
					session.statelessWithOptions(), session.getSessionFactory().withOptions(),
					session.getSessionFactory().withStatelessOptions(), hibernate, own.unwrap(Session.class),
					own.createQuery("delete Product"), own.createNativeQuery("select 1"),
					own.createStoredProcedureQuery("none")))
				.allMatch((proxy) -> Proxy.isProxyClass(proxy.getClass()))
				.allSatisfy((proxy) -> assertThat(proxies().forInterfaces(proxy.getClass().getInterfaces()))
					.accepts(hints));
		}
	}

	@Test
	void hearsAModifyingQuery() {
		assertThat(this.products.raise(2)).isEqualTo(2);
		isHeard(Operation.UPDATE, 2);
	}

	@Test
	void hearsAModifyingQueryThatReturnsNothing() {
		this.products.expire(1);
		isHeard(Operation.DELETE, 1);
	}

	@Test
	void hearsAModifyingQueryInSql() {
		assertThat(this.products.halve()).isEqualTo(3);
		isHeard(Operation.UPDATE, 3);
	}

	@Test
	void hearsDeletesInBatch() {
		this.products.deleteAllByIdInBatch(this.ids.subList(0, 2));
		isHeard(Operation.DELETE, 2);
		this.heard.clear();
		this.products.deleteAllInBatch(this.products.findAll());
		isHeard(Operation.DELETE, 1);
		this.heard.clear();
		this.products.deleteAllInBatch();
		isHeard(Operation.DELETE, 0);
	}

	@Test
	void hearsStatementsOfTheEntityManager() {
		this.transaction.executeWithoutResult(
				(status) -> this.em.createQuery("update Product p set p.price = :price where p.name = :name")
					.setParameter("price", 9)
					.setParameter("name", "a")
					.executeUpdate());
		isHeard(Operation.UPDATE, 1);
	}

	@Test
	void hearsStatementsOfTheSession() {
		this.transaction.executeWithoutResult((status) -> this.em.unwrap(Session.class)
			.createNativeMutationQuery("delete from PRODUCT where price > 1")
			.executeUpdate());
		isHeard(Operation.DELETE, 2);
	}

	@Test
	void hearsCriteria() {
		this.transaction.executeWithoutResult((status) -> {
			CriteriaUpdate<Product> update = this.em.getCriteriaBuilder().createCriteriaUpdate(Product.class);
			Root<Product> root = update.from(Product.class);
			update.set("price", 7).where(this.em.getCriteriaBuilder().equal(root.get("name"), "b"));
			this.em.createQuery(update).executeUpdate();
		});
		isHeard(Operation.UPDATE, 1);
		this.heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			CriteriaDelete<Product> delete = this.em.getCriteriaBuilder().createCriteriaDelete(Product.class);
			delete.where(this.em.getCriteriaBuilder().gt(delete.from(Product.class).get("price"), 2));
			this.em.createQuery(delete).executeUpdate();
		});
		isHeard(Operation.DELETE, 2);
	}

	@Test
	void saysThatTheSenderOfAnUnknownTableIsUnknown() {
		this.transaction.executeWithoutResult((status) -> {
			this.em.createNativeQuery("create local temporary table other (id int)").executeUpdate();
			this.em.createNativeQuery("insert into other (id) values (1), (2)").executeUpdate();
		});
		assertThat(only().isSenderKnown()).isFalse();
		assertThat(only().operation()).isEqualTo(Operation.INSERT);
		assertThat(only().rows()).isEqualTo(2);
	}

	@Test
	void tellsTheIdsIfAReceiverAsks() {
		List<List<?>> told = new ArrayList<>();
		this.signals.connect(ReceiverSpec.bulkWrite(Product.class).ids().uid("ids"),
				(write) -> told.add(Objects.requireNonNull(write.ids())));
		this.products.raise(2);
		this.products.deleteAllByIdInBatch(this.ids.subList(0, 1));
		this.products.deleteAllInBatch(this.products.findAllById(this.ids.subList(1, 2)));
		this.transaction.executeWithoutResult((status) -> {
			CriteriaDelete<Product> delete = this.em.getCriteriaBuilder().createCriteriaDelete(Product.class);
			delete.where(this.em.getCriteriaBuilder().equal(delete.from(Product.class).get("name"), "c"));
			this.em.createQuery(delete).executeUpdate();
		});
		assertThat(told).extracting(List::size).containsExactly(2, 1, 1, 1);
		assertThat(told.get(0)).map((id) -> (Object) id).containsExactlyInAnyOrder(this.ids.get(1), this.ids.get(2));
		assertThat(told.get(3)).map((id) -> (Object) id).containsExactly(this.ids.get(2));
	}

	@Test
	void deliversAfterTheCommitOneByOneAndNothingOfARollback() {
		this.signals.disconnect("bulk");
		this.signals.connect(ReceiverSpec.bulkWrite(Product.class).delivery(Delivery.AFTER_COMMIT).uid("bulk"),
				this.heard::add);
		this.transaction.executeWithoutResult((status) -> {
			this.products.raise(2);
			this.products.raise(2);
			assertThat(this.heard).isEmpty();
		});
		assertThat(this.heard).hasSize(2);
		this.transaction.executeWithoutResult((status) -> {
			this.products.raise(2);
			status.setRollbackOnly();
		});
		assertThat(this.heard).hasSize(2);
	}

	@Test
	void isMutedLikeOtherSignals() {
		this.signals.mute(Mute.sender(Product.class), () -> this.products.raise(2));
		assertThat(this.heard).isEmpty();
	}

	@Test
	void leavesEntityManagersAloneIfNobodyListens() {
		this.signals.disconnect("every");
		this.signals.disconnect("bulk");
		this.transaction
			.executeWithoutResult((status) -> assertThat(this.em.createQuery("delete Product").getClass()).isNotNull());
		assertThat(this.products.raise(0)).isEqualTo(3);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void warnsAtStartupOfQueriesThatRowReceiversDoNotHear(CapturedOutput output) {
		runner().withUserConfiguration(RowReceiver.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("Products.raise writes rows of " + Product.class.getName())
			.doesNotContain("Products.halve writes");
	}

	@Test
	void warnsOfNothingIfItIsToldTo(CapturedOutput output) {
		runner().withUserConfiguration(RowReceiver.class)
			.withPropertyValues("signals.bulk.startup-warning=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Products.raise writes rows");
	}

	@Test
	void refusesToStartIfIdsCannotBeTold() {
		runner().withUserConfiguration(IdsReceiver.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("IdsReceiver.on(BulkWrite)", "Products.fixed", "@NoRowSignals", "JPQL"));
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:bulk-start", "spring.jpa.hibernate.ddl-auto=create");
	}

	static class RowReceiver {

		@PostSaveReceiver
		void on(Product product) {
			product.price++;
		}

	}

	static class IdsReceiver {

		@BulkWriteReceiver(ids = true)
		void on(BulkWrite<Product> write) {
			write.rows();
		}

	}

	@Entity(name = "Product")
	static class Product {

		@Id
		@GeneratedValue
		@Nullable Long id;

		String name = "";

		int price;

		static Product of(String name, int price) {
			Product product = new Product();
			product.name = name;
			product.price = price;
			return product;
		}

	}

	interface Products extends JpaRepository<Product, Long> {

		@Transactional
		@Modifying
		@Query("update Product p set p.price = p.price + 1 where p.price >= ?1")
		int raise(int from);

		@Transactional
		@Modifying
		@Query("delete from Product p where p.price <= :price")
		void expire(int price);

		@Transactional
		@NoRowSignals
		@Modifying
		@Query(value = "update product set price = price / 2", nativeQuery = true)
		int halve();

		@Transactional
		@Modifying
		@Query(value = "update product set price = 1", nativeQuery = true)
		int fixed();

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = BulkWriteTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*BulkWriteTests[$]).*$"))
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

	}

}
