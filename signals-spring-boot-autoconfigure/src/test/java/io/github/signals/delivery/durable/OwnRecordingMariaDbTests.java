package io.github.signals.delivery.durable;

@DurableTest
@OnMariaDb
class OwnRecordingMariaDbTests extends OwnRecordingContract {

}
