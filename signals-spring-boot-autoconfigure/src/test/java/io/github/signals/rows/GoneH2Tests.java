package io.github.signals.rows;

class GoneH2Tests extends GoneContract {

}
