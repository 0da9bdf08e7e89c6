package io.github.signals.delivery.durable;

@ParkedTest
class ParkedH2Tests extends ParkedContract {

}
