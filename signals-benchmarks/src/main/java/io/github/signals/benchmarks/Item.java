package io.github.signals.benchmarks;

import jakarta.persistence.Entity;

/**
 * An entity that knows nothing of signals or events.
 */
@Entity(name = "Item")
class Item extends AbstractItem {

}
