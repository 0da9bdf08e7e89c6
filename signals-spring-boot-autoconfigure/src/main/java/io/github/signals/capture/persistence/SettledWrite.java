package io.github.signals.capture.persistence;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A write that is going to be signalled, and what has led to it.
 *
 * @param row what was written
 * @param save who has saved it, and what receivers have heard of that
 * @param change what a receiver has changed of it
 * @param delete who has deleted it, and whether receivers have heard of that
 * @param asHeard whether only callbacks of the entity have changed it since it was heard
 * of
 * @param flushed whether a flush has ended that has written the rest of it
 * @param coming what collections contain whose rows are still to be written
 */
record SettledWrite(WrittenRow row, @Nullable Announcement save, @Nullable Announcement change,
		@Nullable Announcement delete, boolean asHeard, boolean flushed, Map<String, @Nullable Object> coming) {

	SettledWrite(WrittenRow row, @Nullable Announcement save, @Nullable Announcement change,
			@Nullable Announcement delete, boolean asHeard, boolean flushed) {
		this(row, save, change, delete, asHeard, flushed, Map.of());
	}

	/**
	 * Return a write that nobody has announced.
	 */
	static SettledWrite of(WrittenRow row) {
		return new SettledWrite(row, null, null, null, false, true);
	}

	/**
	 * Return the write of a row that was created before any flush, and is signalled on
	 * its own: the rows of its collections are still to come.
	 * @param told whether receivers have heard of it
	 */
	SettledWrite early(boolean told, Map<String, @Nullable Object> collections) {
		return new SettledWrite(this.row, this.save, this.change, this.delete, told, false,
				this.row.hasCollections() ? Map.of() : collections);
	}

	/**
	 * Return who has saved or deleted it, or {@code null} if nobody has said so.
	 */
	@Nullable Announcement announced() {
		return this.row.isDeleted() ? this.delete : this.save;
	}

	boolean isSaveHeard() {
		return this.save != null && this.save.signalled();
	}

	boolean isDeleteHeard() {
		return this.delete != null && this.delete.signalled();
	}

	/**
	 * Return the receiver that has led to the write, as far as that is known.
	 */
	@Nullable String cause() {
		return Announcement.cause(this.delete, this.change, this.save);
	}

}
