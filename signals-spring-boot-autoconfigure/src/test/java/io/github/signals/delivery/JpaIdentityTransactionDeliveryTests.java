package io.github.signals.delivery;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.delivery.JpaStore.Numbered;
import io.github.signals.delivery.JpaStore.NumberedRepository;

/**
 * P5, P12: the row is there as soon as the entity is saved.
 */
@SpringBootTest(classes = JpaStore.class, properties = { "spring.datasource.url=jdbc:h2:mem:jpa-delivery",
		"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false" })
class JpaIdentityTransactionDeliveryTests extends TransactionDeliveryContractTests<Numbered> {

	@Autowired
	private NumberedRepository repository;

	@Override
	Class<Numbered> sender() {
		return Numbered.class;
	}

	@Override
	Numbered named(String name) {
		return new Numbered(name);
	}

	@Override
	CrudRepository<Numbered, Long> repository() {
		return this.repository;
	}

	@Override
	String table() {
		return "numbered";
	}

}
