package io.github.signals.delivery.durable;

@DurableTest
class FailureH2Tests extends FailureContract {

}
