package io.github.signals.delivery.durable;

@DurableTest
class OrderH2Tests extends OrderContract {

}
