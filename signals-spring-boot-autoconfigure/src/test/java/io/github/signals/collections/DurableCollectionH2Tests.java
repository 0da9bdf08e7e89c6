package io.github.signals.collections;

@SchoolTest
class DurableCollectionH2Tests extends DurableCollectionContract {

}
