package io.github.signals.delivery.durable;

@DurableTest
class InlineH2Tests extends InlineContract {

}
