package io.github.signals.delivery.durable;

@SharingTest
class SharingPostgreSqlTests extends SharingContract implements SharingOnPostgreSql {

}
