package io.github.signals.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

import io.github.signals.Signals;

/**
 * The parts of the {@code signals} endpoint that are only available over HTTP: the wiring
 * as a picture, the last dispatches, and the parked calls. They contain identifiers of
 * entities, but no other values.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = SignalsEndpoint.class)
@RegisterReflectionForBinding({ TraceDescriptor.class, ParkedCallsDescriptor.class })
public class SignalsEndpointWebExtension {

	private final SignalsEndpoint endpoint;

	private final Signals signals;

	private final DispatchTrace trace;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint
	 * @param signals the receivers, and the durable calls
	 * @param trace the last dispatches
	 */
	public SignalsEndpointWebExtension(SignalsEndpoint endpoint, Signals signals, DispatchTrace trace) {
		this.endpoint = endpoint;
		this.signals = signals;
		this.trace = trace;
	}

	/**
	 * Explain what would run for a sender, or show information that is not about one
	 * sender, under a name that no class outside the default package has.
	 * @param sender the name of a class, with or without its package; {@code wiring.mmd}
	 * for a picture for Mermaid, {@code wiring.dot} for Graphviz, {@code wiring.html} for
	 * a page that needs no network; {@code trace} for the last dispatches; {@code parked}
	 * for the first hundred durable calls that are parked
	 * @param since the version of the last change of the trace that is known already, to
	 * be told only what is newer
	 * @return what was asked for, or status 404
	 */
	@ReadOperation(produces = { SignalsEndpoint.JSON, SignalsEndpoint.HTML, SignalsEndpoint.MERMAID,
			SignalsEndpoint.GRAPHVIZ })
	public WebEndpointResponse<?> sender(@Selector String sender, @Nullable Long since) {
		return switch (sender) {
			case "wiring.mmd" -> answer(wiring().mermaid(), SignalsEndpoint.MERMAID);
			case "wiring.dot" -> answer(wiring().graphviz(), SignalsEndpoint.GRAPHVIZ);
			case "wiring.html" -> answer(wiring().html(), SignalsEndpoint.HTML);
			case "trace" -> answer(TraceDescriptor.of(this.trace, (since != null) ? since : 0), SignalsEndpoint.JSON);
			case "parked" -> answer(ParkedCallsDescriptor.of(this.signals.durable()), SignalsEndpoint.JSON);
			default -> explanation(sender);
		};
	}

	private Wiring wiring() {
		return Wiring.of(this.signals.receivers());
	}

	/**
	 * Say what it is, whether or not it is what a browser asks for.
	 */
	private static WebEndpointResponse<?> answer(Object body, String type) {
		return new WebEndpointResponse<>(body, MimeType.valueOf(type));
	}

	private WebEndpointResponse<?> explanation(String sender) {
		SignalsEndpoint.SenderDescriptor descriptor = this.endpoint.sender(sender);
		return (descriptor != null) ? answer(descriptor, SignalsEndpoint.JSON)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
