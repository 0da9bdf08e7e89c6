package io.github.signals.actuate;

import java.util.function.Supplier;

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

	private final Supplier<@Nullable TraceStreams> streams;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint
	 * @param signals the receivers, and the durable calls
	 * @param trace the last dispatches
	 * @param streams the streams of the trace, or {@code null} where the web stack has
	 * none
	 */
	public SignalsEndpointWebExtension(SignalsEndpoint endpoint, Signals signals, DispatchTrace trace,
			Supplier<@Nullable TraceStreams> streams) {
		this.endpoint = endpoint;
		this.signals = signals;
		this.trace = trace;
		this.streams = streams;
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

	/**
	 * Tell what is new in the trace as a stream of events: first what is newer than a
	 * version, then each change. An event has the same data as the trace, of which the
	 * lists are empty if it only shows that the connection is alive.
	 * @param name {@code trace}
	 * @param part {@code stream}
	 * @param since the version of the last change that is known already, or {@code null}
	 * @return the stream; status 404 if nothing is traced, or the web stack has no
	 * streams, and status 503 if there are too many
	 */
	@ReadOperation(produces = SignalsEndpoint.EVENTS)
	public Object stream(@Selector String name, @Selector String part, @Nullable Long since) {
		TraceStreams known = this.streams.get();
		if (!name.equals("trace") || !part.equals("stream") || known == null || this.trace.size() == 0) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		Object stream = known.open((since != null) ? since : 0);
		return (stream != null) ? stream : new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
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
