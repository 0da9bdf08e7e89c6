package io.github.signals.delivery.durable;

@DurableTest
class RecordingH2Tests extends RecordingContract {

}
