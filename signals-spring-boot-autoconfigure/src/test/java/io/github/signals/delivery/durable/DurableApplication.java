package io.github.signals.delivery.durable;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * Parcels with one receiver of each kind.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class DurableApplication {

	@Bean
	static Inserts inserts() {
		return new Inserts();
	}

	@Bean
	static Outage outage() {
		return new Outage();
	}

	@Bean
	ParcelReceivers parcelReceivers(Script script) {
		return new ParcelReceivers(script);
	}

	interface Parcels extends JpaRepository<Parcel, Long> {

		@Modifying
		@Transactional
		@Query("update Parcel p set p.name = :name where p.id in :ids")
		int rename(List<Long> ids, String name);

	}

}
