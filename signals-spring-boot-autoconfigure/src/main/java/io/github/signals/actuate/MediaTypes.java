package io.github.signals.actuate;

/**
 * What the endpoint answers with.
 */
final class MediaTypes {

	static final String JSON = "application/json";

	static final String HTML = "text/html";

	static final String CSS = "text/css";

	static final String JAVASCRIPT = "text/javascript";

	static final String SVG = "image/svg+xml";

	static final String EVENTS = "text/event-stream";

	static final String MERMAID = "text/vnd.mermaid";

	static final String GRAPHVIZ = "text/vnd.graphviz";

	/** What text is written in, whatever the converters of the application prefer. */
	static final String UTF_8 = ";charset=UTF-8";

	private MediaTypes() {
	}

}
