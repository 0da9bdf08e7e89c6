package io.github.signals.test;

import org.springframework.data.jpa.repository.JpaRepository;

interface TeaRepository extends JpaRepository<Tea, Long> {

}
