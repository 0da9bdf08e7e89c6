package io.github.signals.delivery.durable;

class ConditionAndHandlerH2Tests extends ConditionAndHandlerContract {

}
