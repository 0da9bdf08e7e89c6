package io.github.signals.delivery;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;

import io.github.signals.delivery.JpaStore.Sequenced;
import io.github.signals.delivery.JpaStore.SequencedRepository;

@SpringBootTest(properties = "spring.jpa.hibernate.ddl-auto=create")
class JpaLostAnswerTests extends LostAnswerContract<Sequenced> {

	@Autowired
	private SequencedRepository repository;

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

	@Configuration(proxyBeanMethods = false)
	@Import(JpaStore.class)
	static class Application {

		@Bean
		UnreliableDataSource dataSource() {
			return new UnreliableDataSource("jdbc:h2:mem:jpa-lost;DB_CLOSE_DELAY=-1");
		}

	}

}
