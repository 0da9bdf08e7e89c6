package io.github.signals.delivery.durable;

@BackfillTest
class BackfillH2Tests extends BackfillContract {

}
