package io.github.signals.delivery.durable;

@SharingTest
class SharingH2Tests extends SharingContract {

}
