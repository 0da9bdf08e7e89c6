package io.github.signals.sample.warehouse;

import java.util.ArrayList;
import java.util.List;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Tells which crates have come and gone, once for each warehouse and transaction.
 */
@Component
class StockReceivers {

	private static final Logger logger = LoggerFactory.getLogger(StockReceivers.class);

	@PostSaveReceiver(parts = "crates", changed = "crates.name", delivery = Delivery.AFTER_COMMIT,
			dispatchUid = "log_stock")
	void logStock(Warehouse warehouse, Changes changes) {
		List<Object> added = new ArrayList<>();
		List<Object> removed = new ArrayList<>();
		for (String attribute : changes.attributes()) {
			// Such as crates[7].name
			if (attribute.endsWith("].name")) {
				Object before = changes.before(attribute);
				Object after = changes.after(attribute);
				if (after != null) {
					added.add(after);
				}
				if (before != null) {
					removed.add(before);
				}
			}
		}
		logger.info("Stock of warehouse '{}': added {}, removed {}", warehouse.getName(), added, removed);
	}

}
