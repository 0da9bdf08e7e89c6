package io.github.signals.delivery.durable;

/**
 * How many calls of a back-fill may wait: about as many as are made before it looks
 * again, so that other calls of the receiver do not wait long behind them.
 */
final class BackfillPace {

	private static final int FIRST = 32;

	private final int least;

	private final int most;

	private int allowed;

	private boolean paused;

	/**
	 * Create an instance.
	 * @param least how many may wait, however slow the calls are
	 * @param most how many may wait, however fast they are
	 */
	BackfillPace(int least, int most) {
		this.least = Math.min(least, most);
		this.most = most;
		this.allowed = Math.min(Math.max(least, FIRST), most);
	}

	/**
	 * Return how many calls may be recorded now. If there is no room for any, ask again
	 * after a pause.
	 * @param waiting how many wait already
	 */
	int room(int waiting) {
		if (this.paused && waiting <= this.allowed / 4) {
			this.allowed = (int) Math.min(this.most, this.allowed * 2L);
		}
		else if (this.paused && waiting > this.allowed / 2 && waiting <= this.allowed) {
			this.allowed = Math.max(this.least, this.allowed / 2);
		}
		int room = Math.max(0, this.allowed - waiting);
		this.paused = room == 0;
		return room;
	}

}
