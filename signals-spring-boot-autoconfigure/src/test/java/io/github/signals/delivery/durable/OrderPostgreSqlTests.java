package io.github.signals.delivery.durable;

@DurableTest
class OrderPostgreSqlTests extends OrderContract implements OnPostgreSql {

}
