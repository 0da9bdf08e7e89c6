package io.github.signals.delivery.durable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.signals.CallContext;
import io.github.signals.CallContext.Recorded;

/**
 * What all the beans of the application record and make current again.
 */
final class CallContexts {

	private final Supplier<List<CallContext>> beans;

	CallContexts(Supplier<List<CallContext>> beans) {
		this.beans = beans;
	}

	Map<String, String> current() {
		Map<String, String> all = new LinkedHashMap<>();
		for (CallContext bean : this.beans.get()) {
			bean.current().forEach((name, value) -> {
				if (all.put(name, value) != null) {
					throw new IllegalStateException("Two CallContext beans record a value named '" + name
							+ "', but a call can restore only one of them");
				}
			});
		}
		return all;
	}

	/**
	 * Make a call with what was recorded, the first bean around all others.
	 */
	void run(Recorded recorded, Runnable call) {
		boolean[] made = new boolean[1];
		Runnable inner = () -> {
			made[0] = true;
			call.run();
		};
		List<CallContext> all = this.beans.get();
		for (int i = all.size() - 1; i >= 0; i--) {
			CallContext bean = all.get(i);
			Runnable next = inner;
			inner = () -> bean.run(recorded, next);
		}
		inner.run();
		if (!made[0]) {
			throw new IllegalStateException("A CallContext bean did not run the call that was passed to it");
		}
	}

}
