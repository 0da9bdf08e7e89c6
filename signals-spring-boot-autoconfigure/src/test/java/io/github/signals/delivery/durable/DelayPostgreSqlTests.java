package io.github.signals.delivery.durable;

@PostponedTest
class DelayPostgreSqlTests extends DelayContract implements PostponedOnPostgreSql {

}
