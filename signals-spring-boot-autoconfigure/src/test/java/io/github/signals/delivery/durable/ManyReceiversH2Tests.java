package io.github.signals.delivery.durable;

class ManyReceiversH2Tests extends ManyReceiversContract {

}
