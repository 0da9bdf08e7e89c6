package io.github.signals.test;

import org.springframework.data.repository.CrudRepository;

interface CupRepository extends CrudRepository<Cup, Long> {

}
