package io.github.signals.capture.repository;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import io.github.signals.capture.repository.JpaModel.JpaItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which methods of a repository save and delete.
 */
// P38, P39
class RepositoryOperationTests {

	@ParameterizedTest
	@CsvSource({ "save, Object, SAVE", "saveAndFlush, Object, SAVE", "saveAll, Iterable, SAVE_ALL",
			"saveAllAndFlush, Iterable, SAVE_ALL", "delete, Object, DELETE", "deleteById, Object, DELETE_BY_ID",
			"deleteAll, , DELETE_ALL", "deleteAll, Iterable, DELETE_ENTITIES",
			"deleteAllById, Iterable, DELETE_ALL_BY_ID", "deleteAllInBatch, , NONE", "deleteAllInBatch, Iterable, NONE",
			"deleteAllByIdInBatch, Iterable, NONE", "findById, Object, NONE", "flush, , NONE", "count, , NONE" })
	void knowsTheMethodsOfSpringData(String name, @Nullable String parameter, RepositoryOperation expected) {
		assertThat(operation(Plain.class, name, parameter)).isEqualTo(expected);
	}

	@Test
	void knowsMethodsThatTheInterfaceRedeclaresWithItsOwnTypes() {
		assertThat(operation(Redeclaring.class, "save", "JpaItem")).isEqualTo(RepositoryOperation.SAVE);
		assertThat(operation(Redeclaring.class, "saveAll", "Iterable")).isEqualTo(RepositoryOperation.SAVE_ALL);
		assertThat(operation(Redeclaring.class, "delete", "JpaItem")).isEqualTo(RepositoryOperation.DELETE);
		assertThat(operation(Redeclaring.class, "deleteById", "Long")).isEqualTo(RepositoryOperation.DELETE_BY_ID);
		assertThat(operation(Redeclaring.class, "deleteAll", "Iterable"))
			.isEqualTo(RepositoryOperation.DELETE_ENTITIES);
	}

	@Test
	void knowsMethodsThatABaseClassOverridesWithABoundOfItsOwn() {
		RepositoryInformation information = information(Plain.class, BoundedRepository.class);
		assertThat(operation(information, Plain.class, "save", "Object")).isEqualTo(RepositoryOperation.SAVE);
		assertThat(operation(information, Plain.class, "delete", "Object")).isEqualTo(RepositoryOperation.DELETE);
		assertThat(operation(information, Plain.class, "deleteAll", "Iterable"))
			.isEqualTo(RepositoryOperation.DELETE_ENTITIES);
	}

	@Test
	void leavesMethodsAloneThatOnlyHaveTheNames() {
		assertThat(operation(Named.class, "save", "String")).isEqualTo(RepositoryOperation.NONE);
		assertThat(operation(Named.class, "save", "Object")).isEqualTo(RepositoryOperation.SAVE);
		assertThat(operation(Named.class, "saveAll", "List")).isEqualTo(RepositoryOperation.NONE);
		assertThat(operation(Named.class, "saveDraft", "String")).isEqualTo(RepositoryOperation.NONE);
		assertThat(operation(Named.class, "deleteEverything", null)).isEqualTo(RepositoryOperation.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "deleteByName, DELETE_DERIVED", "removeByName, DELETE_DERIVED", "deleteAllByName, DELETE_DERIVED",
			"deleteFirst2ByNameLike, DELETE_DERIVED", "removeItemByName, DELETE_DERIVED", "deleteByNameQuietly, NONE",
			"removeByNameNatively, NONE", "findByName, NONE", "countByName, NONE", "existsByName, NONE" })
	void knowsDerivedDeletes(String name, RepositoryOperation expected) {
		assertThat(operation(Derived.class, name, "String")).isEqualTo(expected);
	}

	private static RepositoryOperation operation(Class<?> repository, String name, @Nullable String parameter) {
		return operation(information(repository, SimpleJpaRepository.class), repository, name, parameter);
	}

	private static RepositoryOperation operation(RepositoryInformation information, Class<?> repository, String name,
			@Nullable String parameter) {
		return RepositoryOperation.of(method(repository, name, parameter), information);
	}

	private static Method method(Class<?> repository, String name, @Nullable String parameter) {
		return Arrays.stream(repository.getMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.filter((method) -> Optional.ofNullable(parameter)
				.map((type) -> method.getParameterCount() == 1
						&& method.getParameterTypes()[0].getSimpleName().equals(type))
				.orElse(method.getParameterCount() == 0))
			.findFirst()
			.orElseThrow();
	}

	private static RepositoryInformation information(Class<?> repository, Class<?> baseClass) {
		return new Factory(baseClass).information(repository);
	}

	/** Gives what Spring Data knows of a repository, without a store. */
	private static final class Factory extends RepositoryFactorySupport {

		private final Class<?> baseClass;

		Factory(Class<?> baseClass) {
			this.baseClass = baseClass;
		}

		RepositoryInformation information(Class<?> repository) {
			return getRepositoryInformation(AbstractRepositoryMetadata.getMetadata(repository),
					RepositoryFragments.just(new DraftsImpl()));
		}

		@Override
		public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected Object getTargetRepository(RepositoryInformation metadata) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
			return this.baseClass;
		}

	}

	interface Plain extends JpaRepository<JpaItem, Long> {

	}

	interface Redeclaring extends Repository<JpaItem, Long> {

		JpaItem save(JpaItem item);

		List<JpaItem> saveAll(Iterable<JpaItem> items);

		void delete(JpaItem item);

		void deleteById(Long id);

		void deleteAll(Iterable<JpaItem> items);

	}

	interface Drafts {

		void save(String draft);

		void saveAll(List<String> drafts);

		void saveDraft(String draft);

		void deleteEverything();

	}

	static class DraftsImpl implements Drafts {

		@Override
		public void save(String draft) {
		}

		@Override
		public void saveAll(List<String> drafts) {
		}

		@Override
		public void saveDraft(String draft) {
		}

		@Override
		public void deleteEverything() {
		}

	}

	interface Named extends JpaRepository<JpaItem, Long>, Drafts {

	}

	interface Derived extends JpaRepository<JpaItem, Long> {

		void deleteByName(String name);

		long removeByName(String name);

		List<JpaItem> deleteAllByName(String name);

		int deleteFirst2ByNameLike(String name);

		@Nullable JpaItem removeItemByName(String name);

		@Modifying
		@Query("delete from jpa_item i where i.name = ?1")
		void deleteByNameQuietly(String name);

		@Modifying
		@NativeQuery("delete from jpa_item where name = ?1")
		void removeByNameNatively(String name);

		Collection<JpaItem> findByName(String name);

		long countByName(String name);

		boolean existsByName(String name);

	}

	static class BoundedRepository<T extends Item, ID> extends SimpleJpaRepository<T, ID> {

		BoundedRepository(JpaEntityInformation<T, ID> information, EntityManager entityManager) {
			super(information, entityManager);
		}

		@Override
		public <S extends T> S save(S entity) {
			return super.save(entity);
		}

		@Override
		public void delete(T entity) {
			super.delete(entity);
		}

	}

}
