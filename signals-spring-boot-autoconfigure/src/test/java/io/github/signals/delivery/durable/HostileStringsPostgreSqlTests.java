package io.github.signals.delivery.durable;

@DurableTest
class HostileStringsPostgreSqlTests extends HostileStringsContract implements OnPostgreSql {

}
