package io.github.signals.autoconfigure;

/**
 * What is remembered for the endpoint.
 *
 * @since 0.1.0
 */
public class SignalsTraceProperties {

	/**
	 * How many of the last dispatches on this node the endpoint shows, 10000 at most. By
	 * default, none is remembered.
	 */
	private int size = 0;

	public int getSize() {
		return this.size;
	}

	public void setSize(int size) {
		this.size = size;
	}

}
