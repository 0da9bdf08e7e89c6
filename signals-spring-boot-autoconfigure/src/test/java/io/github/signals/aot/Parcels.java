package io.github.signals.aot;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.NoRowSignals;

interface Parcels extends JpaRepository<Parcel, Long>, ParcelFragment {

	List<Parcel> findByName(String name);

	@Transactional
	long deleteByName(String name);

	@Transactional
	List<Parcel> removeByWeightGreaterThan(int weight);

	@NoRowSignals
	@Modifying
	@Transactional
	@Query("update Parcel p set p.weight = p.weight + :more where p.weight < :below")
	int addWeight(int more, int below);

}
