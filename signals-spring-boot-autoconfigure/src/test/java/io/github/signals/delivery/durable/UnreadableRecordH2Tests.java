package io.github.signals.delivery.durable;

@DurableTest
class UnreadableRecordH2Tests extends UnreadableRecordContract {

}
