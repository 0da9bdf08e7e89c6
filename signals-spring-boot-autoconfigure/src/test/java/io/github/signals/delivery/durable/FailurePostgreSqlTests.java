package io.github.signals.delivery.durable;

@DurableTest
class FailurePostgreSqlTests extends FailureContract implements OnPostgreSql {

}
