package io.github.signals.dispatch;

import java.util.List;

/**
 * The parts of an entity whose changes a receiver hears as changes of the entity.
 *
 * @param paths the paths of associations, or {@link #OWNED}
 * @since 0.1.0
 */
public record ReceiverParts(List<String> paths) {

	/**
	 * Stands for all associations that are owned: what they refer to is deleted with it.
	 */
	public static final String OWNED = "*";

	/** No parts. */
	public static final ReceiverParts NONE = new ReceiverParts(List.of());

	/**
	 * Return whether there are none.
	 * @return whether the receiver hears nothing but the entity itself
	 */
	public boolean isEmpty() {
		return this.paths.isEmpty();
	}

	/**
	 * Return whether the receiver hears a part. Whoever hears the parts of parts hears
	 * those that are between, too.
	 * @param path the path of the association
	 * @param owned whether all associations on the path are owned
	 * @return whether it is among those that the receiver hears
	 */
	public boolean contain(String path, boolean owned) {
		for (String known : this.paths) {
			if (known.equals(path) || known.startsWith(path + ".") || owned && known.equals(OWNED)) {
				return true;
			}
		}
		return false;
	}

}
