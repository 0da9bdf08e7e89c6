package io.github.signals.delivery.durable;

@OwnSignalTest
class DurablyH2Tests extends DurablyContract {

}
