package io.github.signals.delivery.durable;

@PostponedTest
class DebounceH2Tests extends DebounceContract {

}
