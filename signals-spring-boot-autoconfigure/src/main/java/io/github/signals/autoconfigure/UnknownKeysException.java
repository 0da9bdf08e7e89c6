package io.github.signals.autoconfigure;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Stops the startup with all keys that do not exist.
 */
class UnknownKeysException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient List<UnknownKey> keys;

	UnknownKeysException(List<UnknownKey> keys) {
		super(keys.stream()
			.map((key) -> "The key '" + key.key() + "' does not exist. " + key.remedy())
			.collect(Collectors.joining("\n")));
		this.keys = keys;
	}

	List<UnknownKey> keys() {
		return this.keys;
	}

	/**
	 * A key that does not exist.
	 *
	 * @param key the key as it is written
	 * @param place the file and the line, or {@code null} if nobody knows
	 * @param remedy what to write instead
	 */
	record UnknownKey(String key, @Nullable String place, String remedy) {

	}

}
