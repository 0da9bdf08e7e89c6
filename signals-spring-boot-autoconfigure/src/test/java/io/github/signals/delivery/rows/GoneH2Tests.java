package io.github.signals.delivery.rows;

class GoneH2Tests extends GoneContract {

}
