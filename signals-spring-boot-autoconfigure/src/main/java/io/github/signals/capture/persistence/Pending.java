package io.github.signals.capture.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What a session knows of an entity whose row is still to be written, or was written and
 * is not signalled yet. Small, as there may be very many.
 */
final class Pending {

	/** Who saves it. */
	@Nullable Announcement save;

	/** What receivers have changed of it. */
	@Nullable Announcement change;

	/** How it was when receivers of what comes before a save had been called. */
	@Nullable Snapshot prepared;

	/** What was written. */
	@Nullable Write write;

	/** Whether the row was created just as it was heard of. */
	boolean inserted;

	/** Whether it was as its receivers know it when the flush began. */
	boolean asHeard;

}
