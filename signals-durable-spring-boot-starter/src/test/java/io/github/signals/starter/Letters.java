package io.github.signals.starter;

import org.springframework.data.repository.CrudRepository;

interface Letters extends CrudRepository<Letter, Long> {

}
