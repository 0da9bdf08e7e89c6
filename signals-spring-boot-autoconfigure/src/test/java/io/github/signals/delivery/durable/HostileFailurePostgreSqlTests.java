package io.github.signals.delivery.durable;

@DurableTest
class HostileFailurePostgreSqlTests extends HostileFailureContract implements OnPostgreSql {

}
