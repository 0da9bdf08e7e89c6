package io.github.signals.delivery.durable;

@DurableTest
class OwnRecordingPostgreSqlTests extends OwnRecordingContract implements OnPostgreSql {

}
