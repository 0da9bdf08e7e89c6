package io.github.signals.delivery.durable;

@DurableTest
class HostileStringsH2Tests extends HostileStringsContract {

}
