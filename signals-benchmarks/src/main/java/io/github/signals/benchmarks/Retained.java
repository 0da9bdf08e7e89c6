package io.github.signals.benchmarks;

/**
 * What an open transaction holds.
 *
 * @param entities how many entities it has saved
 * @param saved bytes after the saves, before the flush
 * @param flushed bytes after the flush
 * @param left bytes that are still held after the transaction
 */
record Retained(int entities, long saved, long flushed, long left) {

	private static final long NOISE = 384 * 1024;

	private static final int LEAST_ENTITY = 48;

	private static final int MOST_ENTITY = 8 * 1024;

	/**
	 * Fail if this cannot be what the entities hold: their table is empty again, and each
	 * of them has at least a header, eight attributes and a place in the persistence
	 * context.
	 */
	Retained plausible() {
		if (Math.abs(this.left) > NOISE) {
			throw implausible("does not come back to where it began");
		}
		if (Math.min(this.saved, this.flushed) < (long) this.entities * LEAST_ENTITY - NOISE
				|| Math.max(this.saved, this.flushed) > (long) this.entities * MOST_ENTITY + NOISE) {
			throw implausible("cannot be that of the entities");
		}
		return this;
	}

	/**
	 * Return what is held beyond what a bare repository holds. Fail if that is less than
	 * nothing, or more than the entities themselves could be.
	 */
	Retained beyond(Retained bare) {
		Retained beyond = new Retained(this.entities, this.saved - bare.saved, this.flushed - bare.flushed, this.left);
		if (Math.min(beyond.saved, beyond.flushed) < -NOISE) {
			throw beyond.implausible("is less than that of a bare repository");
		}
		if (Math.max(beyond.saved, beyond.flushed) > (long) this.entities * MOST_ENTITY + NOISE) {
			throw beyond.implausible("cannot be that of signals");
		}
		return beyond;
	}

	private IllegalStateException implausible(String why) {
		return new IllegalStateException("The heap " + why + ": " + this);
	}

}
