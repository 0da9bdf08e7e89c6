package io.github.signals.delivery.durable;

@DurableTest
class StageH2Tests extends StageContract {

}
