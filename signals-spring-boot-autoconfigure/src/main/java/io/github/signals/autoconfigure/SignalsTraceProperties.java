package io.github.signals.autoconfigure;

/**
 * Configuration properties for the trace of dispatches that the endpoint shows.
 *
 * @since 0.1.0
 */
public class SignalsTraceProperties {

	/**
	 * Number of recent dispatches on this node that the endpoint shows, at most 10000. By
	 * default, none are kept.
	 */
	private int size = 0;

	public int getSize() {
		return this.size;
	}

	public void setSize(int size) {
		this.size = size;
	}

}
