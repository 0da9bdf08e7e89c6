package io.github.signals.delivery.durable;

@DurableTest
class ClockH2Tests extends ClockContract {

}
