package io.github.signals.delivery.durable;

@DurableTest
class StagePostgreSqlTests extends StageContract implements OnPostgreSql {

}
