package io.github.signals.delivery.durable;

@DurableTest
class UnreadableRecordPostgreSqlTests extends UnreadableRecordContract implements OnPostgreSql {

}
