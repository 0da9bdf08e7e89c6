package io.github.signals.actuate;

import java.time.OffsetDateTime;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

import io.github.signals.Signals;

/**
 * The parts of the {@code signals} endpoint that are only available over HTTP: the
 * console with its files and data, the wiring as text, the last dispatches, the durable
 * calls, and the back-fills. They contain identifiers of entities, but no other values.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = SignalsEndpoint.class)
@RegisterReflectionForBinding({ TraceDescriptor.class, ParkedCallsDescriptor.class, WaitingCallsDescriptor.class,
		BackfillsDescriptor.class, ConsoleDescriptor.class })
public class SignalsEndpointWebExtension {

	private final SignalsEndpoint endpoint;

	private final Signals signals;

	private final DispatchTrace trace;

	private final SignalsConsole console;

	private final Supplier<@Nullable TraceStreams> streams;

	private final Supplier<@Nullable String> path;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint
	 * @param signals the receivers, and the durable calls
	 * @param trace the last dispatches
	 * @param console what the console shows beside them
	 * @param streams the streams of the trace, or {@code null} where the web stack has
	 * none
	 * @param path the path of the endpoint, or {@code null} if it is unknown
	 */
	public SignalsEndpointWebExtension(SignalsEndpoint endpoint, Signals signals, DispatchTrace trace,
			SignalsConsole console, Supplier<@Nullable TraceStreams> streams, Supplier<@Nullable String> path) {
		this.endpoint = endpoint;
		this.signals = signals;
		this.trace = trace;
		this.console = console;
		this.streams = streams;
		this.path = path;
	}

	/**
	 * Return all receivers, as {@link SignalsEndpoint#signals()} does, or lead a browser
	 * to the console, so that it is opened from Spring Boot's list of endpoints.
	 * @param format what is asked for
	 * @return what was asked for
	 */
	@ReadOperation(producesFrom = SignalsFormat.class)
	public WebEndpointResponse<?> signals(SignalsFormat format) {
		String known = (format == SignalsFormat.HTML) ? this.path.get() : null;
		if (known != null) {
			return answer(ConsoleFiles.redirect(known), MediaTypes.HTML);
		}
		return new WebEndpointResponse<>(this.endpoint.signals(),
				(format == SignalsFormat.HTML) ? SignalsFormat.JSON : format);
	}

	/**
	 * Explain what would run for a sender, or show information that is not about one
	 * sender, under a name that no class outside the default package has.
	 * @param sender the name of a class, with or without its package;
	 * {@code console.html} for the console, or the name of another file of it;
	 * {@code wiring.html} for the console with the wiring, {@code wiring.mmd} for the
	 * wiring as a picture for Mermaid, {@code wiring.dot} for Graphviz;
	 * {@code console.json} for all but the trace that the console shows; {@code trace}
	 * for the last dispatches; {@code parked} for a hundred durable calls that are
	 * parked, {@code waiting} for a hundred that are not; {@code backfills} for the
	 * back-fills of durable receivers
	 * @param since the version of the last change of the trace that is known already, to
	 * be told only what is newer
	 * @param uid of durable calls, the uid of their receiver, or {@code null} for any
	 * @param type the name of the class that they are about, or {@code null} for any
	 * @param entity the identifier of the instance of this class, or {@code null} for any
	 * @param before the time before which they were recorded, or {@code null} for any
	 * @param offset how many of them to skip, or {@code null} for none
	 * @return what was asked for, or status 404
	 * @throws InvalidEndpointRequestException if there is no such class, or it cannot
	 * have this identifier
	 */
	@ReadOperation(produces = { MediaTypes.JSON, MediaTypes.HTML, MediaTypes.CSS, MediaTypes.JAVASCRIPT, MediaTypes.SVG,
			MediaTypes.MERMAID, MediaTypes.GRAPHVIZ })
	public WebEndpointResponse<?> sender(@Selector String sender, @Nullable Long since, @Nullable String uid,
			@Nullable String type, @Nullable String entity, @Nullable OffsetDateTime before, @Nullable Integer offset) {
		CallLookup calls = new CallLookup(uid, type, entity, before, offset);
		return switch (sender) {
			case "wiring.mmd" -> answer(this.console.wiring().mermaid(), MediaTypes.MERMAID + MediaTypes.UTF_8);
			case "wiring.dot" -> answer(this.console.wiring().graphviz(), MediaTypes.GRAPHVIZ + MediaTypes.UTF_8);
			case "wiring.html" -> other(ConsoleFiles.PAGE);
			case "console.json" -> answer(this.console.describe(), MediaTypes.JSON);
			case "trace" -> answer(TraceDescriptor.of(this.trace, (since != null) ? since : 0), MediaTypes.JSON);
			case "parked" -> answer(calls.parked(this.signals.durable()), MediaTypes.JSON);
			case "waiting" -> answer(calls.waiting(this.signals.durable()), MediaTypes.JSON);
			case "backfills" -> answer(BackfillsDescriptor.of(this.signals.durable()), MediaTypes.JSON);
			default -> other(sender);
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
	@ReadOperation(produces = MediaTypes.EVENTS)
	public Object stream(@Selector String name, @Selector String part, @Nullable Long since) {
		TraceStreams known = this.streams.get();
		if (!name.equals("trace") || !part.equals("stream") || known == null || this.trace.size() == 0) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		Object stream = known.open((since != null) ? since : 0);
		return (stream != null) ? stream : new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
	}

	/**
	 * Say what it is, whether or not it is what a browser asks for.
	 */
	private static WebEndpointResponse<?> answer(Object body, String type) {
		return new WebEndpointResponse<>(body, MimeType.valueOf(type));
	}

	private WebEndpointResponse<?> other(String name) {
		WebEndpointResponse<?> file = ConsoleFiles.find(name);
		return (file != null) ? file : explanation(name);
	}

	private WebEndpointResponse<?> explanation(String sender) {
		SignalsEndpoint.SenderDescriptor descriptor = this.endpoint.sender(sender);
		return (descriptor != null) ? answer(descriptor, MediaTypes.JSON)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
