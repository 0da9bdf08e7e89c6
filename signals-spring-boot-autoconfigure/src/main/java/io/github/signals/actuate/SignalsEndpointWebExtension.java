package io.github.signals.actuate;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import io.github.signals.Signals;

/**
 * What the endpoint {@code signals} shows over HTTP only: the wiring as a picture.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = SignalsEndpoint.class)
public class SignalsEndpointWebExtension {

	private static final MimeType MERMAID = new MimeType("text", "vnd.mermaid");

	private static final MimeType GRAPHVIZ = new MimeType("text", "vnd.graphviz");

	private final SignalsEndpoint endpoint;

	private final Signals signals;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint
	 * @param signals the receivers
	 */
	public SignalsEndpointWebExtension(SignalsEndpoint endpoint, Signals signals) {
		this.endpoint = endpoint;
		this.signals = signals;
	}

	/**
	 * Show the wiring, or explain what would run for a sender.
	 * @param sender {@code wiring.mmd} for Mermaid, {@code wiring.dot} for Graphviz,
	 * {@code wiring.html} for a page that needs no network, or the name of a class
	 * @return the picture, or the sender, or status 404
	 */
	@ReadOperation
	public WebEndpointResponse<?> sender(@Selector String sender) {
		return switch (sender) {
			case "wiring.mmd" -> picture(wiring().mermaid(), MERMAID);
			case "wiring.dot" -> picture(wiring().graphviz(), GRAPHVIZ);
			case "wiring.html" -> picture(wiring().html(), MimeTypeUtils.TEXT_HTML);
			default -> explanation(sender);
		};
	}

	private Wiring wiring() {
		return Wiring.of(this.signals.receivers());
	}

	private static WebEndpointResponse<?> picture(String picture, MimeType type) {
		return new WebEndpointResponse<>(picture, type);
	}

	private WebEndpointResponse<?> explanation(String sender) {
		SignalsEndpoint.SenderDescriptor descriptor = this.endpoint.sender(sender);
		return (descriptor != null) ? new WebEndpointResponse<>(descriptor)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
