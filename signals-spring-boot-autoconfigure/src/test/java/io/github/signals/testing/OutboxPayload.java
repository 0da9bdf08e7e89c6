package io.github.signals.testing;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The JSON of the only call in the outbox.
 */
public final class OutboxPayload {

	private OutboxPayload() {
	}

	/**
	 * Read it.
	 * @param jdbc the database
	 * @return the JSON
	 */
	public static String read(JdbcTemplate jdbc) {
		return new String(
				Objects.requireNonNull(jdbc.queryForObject("select payload from signals_outbox", byte[].class)),
				StandardCharsets.UTF_8);
	}

	/**
	 * Replace it.
	 * @param jdbc the database
	 * @param json the JSON
	 */
	public static void write(JdbcTemplate jdbc, String json) {
		jdbc.update("update signals_outbox set payload = ?", bytes(json));
	}

	/**
	 * Return what is stored of it.
	 * @param json the JSON
	 * @return the bytes
	 */
	public static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

}
