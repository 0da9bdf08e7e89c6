package io.github.signals.declaration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverSpec;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverConnector;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Connects receivers at run time, by the same rules as those that are declared.
 *
 * @since 0.1.0
 */
public final class SpecifiedReceivers implements ReceiverConnector {

	private final ReceiverRegistry registry;

	private final DeclaredReceiverFactory factory;

	private final @Nullable ReceiverScanner scanner;

	/**
	 * Create the connector.
	 * @param registry the registry to connect the receivers to
	 * @param factory creates the receivers
	 * @param scanner checks them against the entities, or {@code null} if no receivers
	 * are declared
	 */
	public SpecifiedReceivers(ReceiverRegistry registry, DeclaredReceiverFactory factory,
			@Nullable ReceiverScanner scanner) {
		this.registry = registry;
		this.factory = factory;
		this.scanner = scanner;
	}

	@Override
	public boolean connect(ReceiverSpec<?> spec, Object receiver, boolean batch, ReceiverCall call) {
		SpecifiedReceiver specified = SpecifiedReceiver.of(spec, receiver, batch);
		specified.check();
		SpecifiedReceiver.refuse(this.factory.check(specified));
		RegisteredReceiver created = this.factory.create(specified, call);
		if (this.scanner == null) {
			return connect(created);
		}
		this.scanner.afterCheck.check(created, specified);
		this.scanner.catalogCheck.check(created.uid(), specified);
		boolean connected = connect(created);
		if (!connected) {
			this.scanner.catalogCheck.forget(created.uid(), specified);
		}
		return connected;
	}

	private boolean connect(RegisteredReceiver receiver) {
		return this.registry.connect(List.of(receiver)).isEmpty();
	}

}
