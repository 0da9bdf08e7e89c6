package io.github.signals.autoconfigure;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Stops the startup with all keys that cannot be used.
 */
class UnknownKeysException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient List<UnknownKey> keys;

	UnknownKeysException(List<UnknownKey> keys) {
		super(keys.stream()
			.map((key) -> "The key '" + key.key() + "' " + key.rule() + ". " + key.remedy())
			.collect(Collectors.joining("\n")));
		this.keys = keys;
	}

	List<UnknownKey> keys() {
		return this.keys;
	}

	/**
	 * A key that does not exist, or that has a value and is a group of keys.
	 *
	 * @param key the key as it is written
	 * @param place the file and the line, or {@code null} if they are unknown
	 * @param group whether it is a group of keys
	 * @param remedy what to write instead
	 */
	record UnknownKey(String key, @Nullable String place, boolean group, String remedy) {

		String rule() {
			return this.group ? "is a group of keys and cannot have a value" : "does not exist";
		}

	}

}
