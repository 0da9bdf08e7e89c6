package io.github.signals.aot;

import jakarta.persistence.EntityManager;

import org.springframework.transaction.annotation.Transactional;

class ParcelFragmentImpl implements ParcelFragment {

	private final EntityManager em;

	ParcelFragmentImpl(EntityManager em) {
		this.em = em;
	}

	@Override
	@Transactional
	public int deleteByNameIfAny(String name) {
		return this.em.createQuery("delete from Parcel p where p.name = :name")
			.setParameter("name", name)
			.executeUpdate();
	}

}
