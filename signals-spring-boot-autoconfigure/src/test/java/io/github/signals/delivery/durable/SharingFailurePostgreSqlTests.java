package io.github.signals.delivery.durable;

@SharingTest
class SharingFailurePostgreSqlTests extends SharingFailureContract implements SharingOnPostgreSql {

}
