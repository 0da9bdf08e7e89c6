package io.github.signals.delivery.durable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Makes short, stable and unique names.
 */
final class Digests {

	private static final SecureRandom random = new SecureRandom();

	private Digests() {
	}

	/**
	 * Return a name of a fixed length.
	 */
	static String of(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a number that is the same on every node and in every version.
	 */
	static int spread(String text) {
		int hash = text.hashCode() * 0x9E3779B9;
		return hash ^ (hash >>> 16);
	}

	/**
	 * Return a new identifier that is ordered by time (UUID version 7).
	 */
	static UUID timeOrdered(long millis) {
		ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Short.BYTES);
		random.nextBytes(bytes.array());
		long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
		long high = (millis << 16) | 0x7000L | (bytes.getShort() & 0xFFFL);
		return new UUID(high, low);
	}

}
