package io.github.signals.delivery.durable;

@PostponedTest
class DebouncePostgreSqlTests extends DebounceContract implements PostponedOnPostgreSql {

}
