package io.github.signals.sample.cms;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface SiteRepository extends JpaRepository<Site, Long> {

	List<Site> findAllByOrderById();

}
