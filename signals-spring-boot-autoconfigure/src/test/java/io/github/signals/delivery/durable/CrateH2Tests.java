package io.github.signals.delivery.durable;

@CrateTest
class CrateH2Tests extends CrateContract {

}
