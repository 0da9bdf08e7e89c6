package io.github.signals.autoconfigure;

/**
 * Configuration properties for the back-fills of durable receivers.
 *
 * @since 0.1.0
 */
public class SignalsBackfillProperties {

	/**
	 * Maximum number of rows that a back-fill reads at once. Their calls are recorded in
	 * one transaction.
	 */
	private int chunkSize = 200;

	/**
	 * Maximum number of calls of the receiver that may wait while a back-fill records
	 * more. It records fewer if the receiver is slow, so that calls for new changes do
	 * not wait long behind them.
	 */
	private int maxWaiting = 1000;

	public int getChunkSize() {
		return this.chunkSize;
	}

	public void setChunkSize(int chunkSize) {
		this.chunkSize = chunkSize;
	}

	public int getMaxWaiting() {
		return this.maxWaiting;
	}

	public void setMaxWaiting(int maxWaiting) {
		this.maxWaiting = maxWaiting;
	}

}
