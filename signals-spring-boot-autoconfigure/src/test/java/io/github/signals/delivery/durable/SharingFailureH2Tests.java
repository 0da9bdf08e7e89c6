package io.github.signals.delivery.durable;

@SharingTest
class SharingFailureH2Tests extends SharingFailureContract {

}
