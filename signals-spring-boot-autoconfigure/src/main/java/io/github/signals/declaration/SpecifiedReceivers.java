package io.github.signals.declaration;

import java.util.List;
import java.util.function.Consumer;

import io.github.signals.ReceiverSpec;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverConnector;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Connects receivers at run time, by the same rules as those that are declared.
 *
 * @since 0.1.0
 */
public final class SpecifiedReceivers implements ReceiverConnector {

	private final ReceiverRegistry registry;

	private final DeclaredReceiverFactory factory;

	private final Consumer<SpecifiedReceiver> check;

	/**
	 * Create the connector.
	 * @param registry where to connect receivers
	 * @param factory creates the receivers
	 * @param check what refuses those of which the application stores nothing
	 */
	public SpecifiedReceivers(ReceiverRegistry registry, DeclaredReceiverFactory factory,
			Consumer<SpecifiedReceiver> check) {
		this.registry = registry;
		this.factory = factory;
		this.check = check;
	}

	@Override
	public boolean connect(ReceiverSpec<?> spec, Object receiver, boolean batch, ReceiverCall call) {
		SpecifiedReceiver specified = SpecifiedReceiver.of(spec, receiver, batch);
		specified.check();
		this.check.accept(specified);
		return this.registry.connect(List.of(this.factory.create(specified, call))).isEmpty();
	}

}
