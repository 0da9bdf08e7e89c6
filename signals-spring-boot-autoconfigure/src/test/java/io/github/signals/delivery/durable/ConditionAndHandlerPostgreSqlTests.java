package io.github.signals.delivery.durable;

class ConditionAndHandlerPostgreSqlTests extends ConditionAndHandlerContract implements OnPostgreSql {

}
