package io.github.signals.delivery.durable;

@DurableTest
class LookPostgreSqlTests extends LookContract implements OnPostgreSql {

}
