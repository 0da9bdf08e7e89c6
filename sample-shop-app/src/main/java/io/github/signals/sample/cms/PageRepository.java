package io.github.signals.sample.cms;

import org.springframework.data.jpa.repository.JpaRepository;

interface PageRepository extends JpaRepository<Page, Long> {

}
