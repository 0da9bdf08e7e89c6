package io.github.signals.capture.repository;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Repositories that implement methods with the names of Spring Data's themselves.
 */
final class ImplementedMethodModel {

	static final String ONLY_PLAIN = "^(?!.*ImplementedMethodModel[$].*(Pets|StoreImpl)$).*$";

	static final String ONLY_BASED = "^(?!.*ImplementedMethodModel[$]BasedAnimals$).*$";

	private ImplementedMethodModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = ImplementedMethodModel.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true,
				excludeFilters = @Filter(type = FilterType.REGEX, pattern = ONLY_PLAIN))
		static class Plain {

		}

		@Configuration(proxyBeanMethods = false)
		@EnableJpaRepositories(considerNestedRepositories = true, repositoryBaseClass = OwnBase.class,
				excludeFilters = @Filter(type = FilterType.REGEX, pattern = ONLY_BASED))
		static class Based {

		}

	}

	@Entity(name = "Pet")
	static class Pet {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		static Pet of(String name) {
			Pet pet = new Pet();
			pet.name = name;
			return pet;
		}

	}

	@Entity(name = "Visit")
	static class Visit {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@ManyToOne
		@Nullable Pet pet;

	}

	/** Writes by statements, as a clinic does. */
	interface StatementPets extends Repository<Pet, Long>, StatementStore {

	}

	interface StatementStore {

		Pet save(Pet pet);

		void delete(Pet pet);

		void deleteById(Long id);

		void deleteAll();

	}

	@Transactional
	static class StatementStoreImpl implements StatementStore {

		@PersistenceContext
		@SuppressWarnings("NullAway.Init")
		private EntityManager em;

		@Override
		public Pet save(Pet pet) {
			this.em.createNativeQuery("update pet set name = :name where id = :id")
				.setParameter("name", pet.name)
				.setParameter("id", pet.id)
				.executeUpdate();
			return pet;
		}

		@Override
		public void delete(Pet pet) {
			this.em.createQuery("delete from Visit v where v.pet.id = :id").setParameter("id", pet.id).executeUpdate();
			this.em.createQuery("delete from Pet p where p.id = :id").setParameter("id", pet.id).executeUpdate();
		}

		@Override
		public void deleteById(Long id) {
			this.em.createNativeQuery("delete from pet where id = :id").setParameter("id", id).executeUpdate();
		}

		@Override
		public void deleteAll() {
			this.em.createQuery("delete from Pet p").executeUpdate();
		}

	}

	/** Writes through the persistence context. */
	interface ContextPets extends JpaRepository<Pet, Long>, ContextStore<Pet, Long> {

	}

	/** Declares the methods as Spring Data does, so that they replace them. */
	interface ContextStore<T, ID> {

		<S extends T> S save(S entity);

		void delete(T entity);

		void deleteById(ID id);

		void deleteAll();

	}

	@Transactional
	static class ContextStoreImpl implements ContextStore<Pet, Long> {

		@PersistenceContext
		@SuppressWarnings("NullAway.Init")
		private EntityManager em;

		@Override
		public <S extends Pet> S save(S pet) {
			return this.em.merge(pet);
		}

		@Override
		public void delete(Pet pet) {
			this.em.remove(this.em.contains(pet) ? pet : this.em.getReference(Pet.class, pet.id));
		}

		@Override
		public void deleteById(Long id) {
			this.em.remove(this.em.find(Pet.class, id));
		}

		@Override
		public void deleteAll() {
			this.em.createQuery("select p from Pet p", Pet.class).getResultList().forEach(this.em::remove);
		}

	}

	/** Only marks what it is asked to delete, and saves nothing by half. */
	@Transactional
	interface DefaultPets extends JpaRepository<Pet, Long> {

		@Override
		default void delete(Pet pet) {
			findById(Objects.requireNonNull(pet.id)).orElseThrow().name = "gone";
		}

		@Override
		default void deleteById(Long id) {
			deleteAll(findAllById(List.of(id)));
		}

	}

	/** Overrides some methods and inherits the others. */
	static class OwnBase<T, ID> extends SimpleJpaRepository<T, ID> {

		private final EntityManager em;

		OwnBase(JpaEntityInformation<T, ID> information, EntityManager em) {
			super(information, em);
			this.em = em;
		}

		@Override
		@Transactional
		public void deleteById(ID id) {
			this.em.createQuery("delete from Pet p where p.id = :id").setParameter("id", id).executeUpdate();
		}

		@Override
		@Transactional
		public <S extends T> S save(S entity) {
			return super.save(entity);
		}

	}

	interface BasedAnimals extends JpaRepository<Pet, Long> {

	}

}
