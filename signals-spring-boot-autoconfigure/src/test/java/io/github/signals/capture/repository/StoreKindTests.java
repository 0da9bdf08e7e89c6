package io.github.signals.capture.repository;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.data.jdbc.repository.support.SimpleJdbcRepository;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.keyvalue.repository.support.SimpleKeyValueRepository;
import org.springframework.data.repository.CrudRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which store a repository writes to, by the class that implements it.
 */
class StoreKindTests {

	@Test
	void knowsTheBaseClassesOfSpringData() {
		assertThat(StoreKind.of(SimpleJpaRepository.class)).isEqualTo(StoreKind.JPA);
		assertThat(StoreKind.of(SimpleJdbcRepository.class)).isEqualTo(StoreKind.UPDATES_ONLY_ROWS);
		assertThat(StoreKind.of(SimpleKeyValueRepository.class)).isEqualTo(StoreKind.OTHER);
	}

	@Test
	void knowsBaseClassesOfTheApplicationByWhatTheyExtend() {
		assertThat(StoreKind.of(OwnJpaRepository.class)).isEqualTo(StoreKind.JPA);
		assertThat(StoreKind.of(CrudRepository.class)).isEqualTo(StoreKind.OTHER);
	}

	static class OwnJpaRepository<T, ID> extends SimpleJpaRepository<T, ID> {

		OwnJpaRepository(JpaEntityInformation<T, ID> information, EntityManager entityManager) {
			super(information, entityManager);
		}

	}

}
