package io.github.signals.delivery.durable;

@OwnSignalTest
class OwnSignalH2Tests extends OwnSignalContract {

}
