package io.github.signals.delivery.durable;

@PostponedTest
class DelayH2Tests extends DelayContract {

}
