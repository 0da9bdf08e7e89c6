package io.github.signals.delivery.durable;

@DurableTest
class LookH2Tests extends LookContract {

}
