package io.github.signals.delivery.durable;

@DurableTest
class InlinePostgreSqlTests extends InlineContract implements OnPostgreSql {

}
