package io.github.signals.delivery.durable;

@DurableTest
class HostileFailureH2Tests extends HostileFailureContract {

}
