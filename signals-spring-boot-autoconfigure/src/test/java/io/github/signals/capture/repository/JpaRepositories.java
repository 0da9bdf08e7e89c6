package io.github.signals.capture.repository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.capture.repository.JpaModel.Animal;
import io.github.signals.capture.repository.JpaModel.Article;
import io.github.signals.capture.repository.JpaModel.Country;
import io.github.signals.capture.repository.JpaModel.Customer;
import io.github.signals.capture.repository.JpaModel.JpaItem;
import io.github.signals.capture.repository.JpaModel.Leaflet;
import io.github.signals.capture.repository.JpaModel.Ticket;
import io.github.signals.capture.repository.JpaModel.Truck;
import io.github.signals.capture.repository.JpaModel.Vehicle;
import io.github.signals.capture.repository.JpaModel.Voucher;

/**
 * The JPA repositories of the tests.
 */
final class JpaRepositories {

	private JpaRepositories() {
	}

	interface JpaItems extends JpaRepository<JpaItem, Long> {

	}

	interface Tickets extends JpaRepository<Ticket, Long> {

	}

	interface Countries extends JpaRepository<Country, String> {

	}

	interface Articles extends JpaRepository<Article, String> {

	}

	interface Leaflets extends JpaRepository<Leaflet, String> {

	}

	interface Vouchers extends JpaRepository<Voucher, String> {

	}

	interface Animals extends JpaRepository<Animal, Long> {

	}

	interface Vehicles extends JpaRepository<Vehicle, Long> {

	}

	interface Trucks extends JpaRepository<Truck, Long> {

	}

	/** Deletes by queries of its own. */
	@Transactional
	interface SoftCustomers extends JpaRepository<Customer, Long> {

		@Override
		@Modifying
		@Query("update JpaModel$Customer c set c.name = 'gone' where c.id = :id")
		void deleteById(Long id);

		@Override
		@Modifying
		@Query("update JpaModel$Customer c set c.name = 'gone'")
		void deleteAll();

	}

	interface Drafts {

		Customer saveDraft(String name);

		void deleteDrafts(Collection<Customer> drafts);

	}

	static class DraftsImpl implements Drafts {

		@Override
		public Customer saveDraft(String name) {
			return Customer.of(name);
		}

		@Override
		public void deleteDrafts(Collection<Customer> drafts) {
		}

	}

	@Transactional
	interface Customers extends JpaRepository<Customer, Long>, Drafts {

		void deleteByName(String name);

		long removeByNameIn(Collection<String> names);

		List<Customer> deleteByAddressCity(String city, Sort sort);

		List<Customer> deleteByNameStartingWith(String prefix, Sort sort, Limit limit);

		@Nullable Customer removeByReferrerName(@Nullable String name);

		int deleteFirst2ByNameLikeOrderByNameDesc(String pattern);

		void deleteByNotesTextLike(String pattern);

		@Modifying
		@Query("delete from JpaModel$Customer c where c.name = :name")
		int deleteQuietlyByName(String name);

		@Modifying
		@Query("update JpaModel$Customer c set c.name = 'none'")
		int saveAllNames();

	}

	/** Declares what it needs only. */
	interface PlainCountries extends Repository<Country, String> {

		void save(Country country);

		void deleteById(String code);

		void delete(Country country);

		Optional<Country> findById(String code);

	}

}
