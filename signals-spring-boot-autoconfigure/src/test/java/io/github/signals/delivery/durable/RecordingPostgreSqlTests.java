package io.github.signals.delivery.durable;

@DurableTest
class RecordingPostgreSqlTests extends RecordingContract implements OnPostgreSql {

}
