package io.github.signals.actuate;

/**
 * What the endpoint answers with.
 */
final class MediaTypes {

	static final String JSON = "application/json";

	static final String HTML = "text/html";

	static final String EVENTS = "text/event-stream";

	static final String CSS = "text/css";

	static final String JAVASCRIPT = "text/javascript";

	static final String SVG = "image/svg+xml";

	static final String MERMAID = "text/vnd.mermaid";

	static final String GRAPHVIZ = "text/vnd.graphviz";

	private MediaTypes() {
	}

}
