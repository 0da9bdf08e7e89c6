package io.github.signals.delivery;

import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.delivery.JpaStore.SequencedRepository;

/**
 * What receivers see that run later than the change, with Spring Data JPA.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:late-jpa", "spring.jpa.hibernate.ddl-auto=create",
		"spring.jpa.open-in-view=false", "signals.async.threads=1" })
class LateReceiversJpaTests extends LateReceiversContract<Sequenced> {

	@Autowired
	private SequencedRepository repository;

	@Autowired
	private EntityManager em;

	@Override
	Class<Sequenced> sender() {
		return Sequenced.class;
	}

	@Override
	Sequenced named(String name) {
		return new Sequenced(name);
	}

	@Override
	CrudRepository<Sequenced, Long> repository() {
		return this.repository;
	}

	@Override
	String table() {
		return "sequenced";
	}

	@Override
	void flush() {
		this.em.flush();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ JpaStore.class, Receivers.class, Handler.class })
	static class Application {

	}

}
