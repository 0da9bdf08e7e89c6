package io.github.signals.delivery.durable;

@DurableTest
class OwnRecordingH2Tests extends OwnRecordingContract {

}
